/*
 * The container of a workbook: a zip file of XML parts, opened and streamed within limits. Knows
 * nothing of sheets.
 */
#ifndef VHA_EXTRACT_XLSX_PACKAGE_H
#define VHA_EXTRACT_XLSX_PACKAGE_H

#include "vha/base.h"
#include "vha/policy.h"

struct package;

/* Opens the zip file at path, which is copied, as are the limits of settings. Errors as those of
 * xlsx_open. The caller owns *package. */
enum vha_status package_open(const char *path, const struct vha_settings *settings,
                             struct package **package, struct vha_error *error) VHA_MUST_CHECK;
void package_close(struct package *package); /* NULL is allowed */

const char *package_path(const struct package *package);

/* True when the package has a part of that name, such as xl/styles.xml. */
bool package_has(const struct package *package, const char *part);

/* What is done with the elements of a part. `name` is the local name; elements of another namespace
 * than that of the root (SpreadsheetML, transitional or strict, or package relationships) are
 * passed over, their content is not. `attributes` are pairs of name and value, ended by NULL. Any
 * status but VHA_OK ends the reading with it. */
struct part_handlers {
    const char *root; /* local name that the root element must have */
    enum vha_status (*start)(void *context, const char *name, const char **attributes,
                             struct vha_error *error);
    enum vha_status (*end)(void *context, const char *name, struct vha_error *error); /* or NULL */
    void (*text)(void *context, const char *text, size_t length); /* or NULL; any piece of text */
};

/* Streams a part through the handlers to its last byte, checksum included. The limits on size,
 * compression, depth and document types are kept here. */
enum vha_status package_parse(struct package *package, const char *part,
                              const struct part_handlers *handlers, void *context,
                              struct vha_error *error) VHA_MUST_CHECK;

/* The value of an attribute without a namespace, or NULL. */
const char *xml_attribute(const char **attributes, const char *name);

/* The value of the id attribute of the relationships namespace (r:id), or NULL. */
const char *xml_attribute_relationship(const char **attributes);

/* The value of xml:space is preserve. */
bool xml_attribute_preserves_space(const char **attributes);

/* An xsd:boolean: 1 and true are true, anything else and NULL are not. */
bool xml_is_true(const char *value);

#endif
