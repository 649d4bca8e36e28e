#include "names.h"

#include "vha/base.h"

/* clang-format off */
static const char *const male_forenames[] = {
    "Aaron", "Abdi", "Abdirahman", "Abdul", "Adam", "Adebayo", "Aidan", "Alexandru", "Alfie",
    "Ali", "Amir", "Anton", "Archie", "Arjun", "Arthur", "Ashley", "Ayo", "Babatunde", "Ben",
    "Bilal", "Brandon", "Callum", "Cameron", "Carlos", "Charlie", "Chidi", "Christian", "Ciarán",
    "Connor", "Corey", "Damian", "Daniel", "Danny", "Darius", "Dariusz", "David", "Dejan", "Deon",
    "Devante", "Diego", "Dmitri", "Dylan", "Ebenezer", "Elijah", "Elliot", "Emeka", "Emmanuel",
    "Emre", "Ethan", "Eóin", "Fabian", "Farhan", "Femi", "Finn", "Florin", "Francis", "Frankie",
    "Gabriel", "George", "Giorgos", "Hamza", "Haroon", "Harry", "Hassan", "Hussein", "Ibrahim",
    "Idris", "Imran", "Isaac", "Ivan", "Jack", "Jaden", "Jake", "Jamal", "James", "Jamie",
    "Jayden", "Jean-Luc", "Jermaine", "Jesse", "Joel", "John-Paul", "Jordan", "José", "João",
    "Joshua", "Junior", "Kai", "Kamran", "Karol", "Kasim", "Kayden", "Keanu", "Khalid", "Kieran",
    "Kofi", "Kwame", "Kyle", "Leo", "Leon", "Lewis", "Liam", "Logan", "Louis", "Luca", "Luis",
    "Mahmoud", "Malachi", "Marcel", "Marcus", "Mario", "Mason", "Mateusz", "Matthew", "Max",
    "Mehmet", "Micah", "Michael", "Miguel", "Mohamed", "Mohammed", "Mustafa", "Nana", "Nathan",
    "Nathaniel", "Nikola", "Noah", "Obinna", "Oliver", "Olu", "Omar", "Omari", "Oscar", "Osman",
    "Owen", "Pádraig", "Patrick", "Paul", "Pedro", "Prince", "Rafael", "Rahim", "Raheem",
    "Rashid", "Raúl", "Reece", "Rhys", "Riccardo", "Rio", "Robert", "Romario", "Ronan", "Ruben",
    "Ryan", "Samir", "Samson", "Samuel", "Santino", "Saul", "Sean", "Seán", "Sebastián", "Selim",
    "Shaquille", "Shay", "Simon", "Solomon", "Stefan", "Tariq", "Tayo", "Teddy", "Theo", "Thomas",
    "Tobi", "Tomasz", "Travis", "Tremaine", "Tyler", "Tyrell", "Tyrone", "Uche", "Vijay",
    "Viktor", "Vuk", "William", "Xavier", "Yannick", "Yaw", "Yusuf", "Zachary", "Zain", "Zeki",
    "Zhen", "Žarko", "Ömer", "Çağlar", "Þór", "Łukasz", "Søren", "Jürgen", "Bo", "Jo", "Ty",
};

static const char *const female_forenames[] = {
    "Abigail", "Adaeze", "Agnieszka", "Aïcha", "Aisha", "Alesha", "Alice", "Amara", "Amelia",
    "Amina", "Anaïs", "Anna", "Ayesha", "Beatriz", "Bethany", "Blessing", "Caitlín", "Chanel",
    "Charlotte", "Chloé", "Ciara", "Comfort", "Courtney", "Daniela", "Destiny", "Eilidh",
    "Elif", "Ella", "Emily", "Esther", "Eva", "Farah", "Fatima", "Fatoumata", "Funmi", "Grace",
    "Hana", "Hannah", "Hawa", "Ines", "Irina", "Isla", "Ivana", "Jade", "Jasmine", "Jessica",
    "Jo", "Kadija", "Kayleigh", "Keisha", "Khadija", "Kiera", "Laila", "Latoya", "Leah", "Leila",
    "Lily", "Lucía", "Mădălina", "Magdalena", "Maria", "Marta", "Maryam", "Maya", "Mei",
    "Mercy", "Mia", "Molly", "Nadia", "Naomi", "Natália", "Ngozi", "Nia", "Niamh", "Noor",
    "Nyah", "Olivia", "Oluwaseun", "Paige", "Patience", "Priya", "Rania", "Rebecca", "Renée",
    "Ruth", "Safiya", "Samira", "Saoirse", "Sarah", "Shanice", "Shannon", "Sinéad", "Sofia",
    "Sophie", "Stacey", "Tamara", "Tanisha", "Temi", "Tia", "Yasmin", "Yetunde", "Zahra",
    "Zara", "Zeynep", "Zofia", "Zoë", "Zsófia", "Šárka", "Øydis",
};

static const char *const surnames[] = {
    "Abdi", "Abdullahi", "Abrahams", "Achebe", "Adams", "Addo", "Adebayo", "Adeyemi", "Agyeman",
    "Ahmed", "Aït-Kaci", "Akhtar", "Akinola", "Ali", "Allen", "Álvarez", "Amoah", "Andersen",
    "Anderson", "Antoniou", "Appiah", "Asante", "Atkinson", "Aydın", "Azizi", "Bailey", "Baker",
    "Balogun", "Banda", "Barnes", "Barry", "Bäumer", "Beckford", "Begum", "Bell", "Bennett",
    "Bianchi", "Bondarenko", "Boateng", "Bošković", "Brown", "Bryan", "Burke", "Butler", "Çelik",
    "Camara", "Campbell", "Carter", "Carvalho", "Černý", "Chan", "Chapman", "Charles", "Chaudhry",
    "Chen", "Chowdhury", "Clarke", "Coker", "Cole", "Coleman", "Collins", "Conteh", "Cook",
    "Cooper", "Cox", "Cruz", "D'Angelo", "D'Souza", "Daley", "Davies", "Davis", "De Souza",
    "Demir", "Desai", "Diallo", "Diaz", "Dixon", "Dlamini", "Douglas", "Duarte", "Duncan",
    "Đorđević", "Edwards", "Ekpo", "El-Amin", "Ellis", "Eriksson", "Evans", "Farah", "Fernandes",
    "Ferreira", "Fischer", "Fletcher", "Foster", "Francis", "Fraser", "Friedman", "Fuentes",
    "Gál", "García", "Gayle", "Georgiou", "Ghebremeskel", "Gibson", "Gómez", "Gonçalves",
    "Gordon", "Graham", "Grant", "Green", "Griffiths", "Grünwald", "Gürbüz", "Hall", "Hamilton",
    "Haque", "Harris", "Harvey", "Hassan", "Henry", "Hernández", "Hill", "Ho", "Holmes",
    "Hossain", "Howard", "Hughes", "Hussain", "Huynh", "Høgh", "Ibrahim", "Igwe", "Ilunga",
    "Iqbal", "Islam", "Ismail", "Jackson", "James", "Jansen", "Jama", "Jenkins", "Jiménez",
    "Johnson", "Jones", "Joseph", "Jóźwiak", "Kabila", "Kaba", "Kamara", "Kamau", "Kapoor",
    "Karim", "Kaya", "Kelly", "Khan", "Khumalo", "Kiely", "King", "Kipkemboi", "Kılıç", "Knight",
    "Kovács", "Kowalski", "Krasniqi", "Kurt", "Lam", "Lawal", "Lawrence", "Le", "Lee", "Levy",
    "Lewis", "Li", "Lleshi", "Lopes", "Lynch", "Łukaszewicz", "MacDonald", "Malik", "Manu",
    "Marshall", "Martin", "Martínez", "Mason", "McCarthy", "McDonagh", "McIntosh", "Mendes",
    "Mensah", "Miah", "Miller", "Mitchell", "Mohamed", "Moore", "Morgan", "Morris", "Morrison",
    "Müller", "Murphy", "Murray", "Mwangi", "Nascimento", "Ndiaye", "Németh", "Newman", "Ng",
    "Ngô", "Nguyễn", "Niemi", "Njoroge", "Nkosi", "Novák", "Nwosu", "Nyström", "O'Brien",
    "O'Connor", "O'Neill", "O'Sullivan", "Ó Súilleabháin", "Obi", "Odhiambo", "Ogunleye", "Ojo",
    "Okafor", "Okonkwo", "Oliveira", "Omar", "Onyango", "Osei", "Osman", "Owusu", "Öztürk",
    "Palmer", "Papadopoulos", "Parker", "Patel", "Patterson", "Pereira", "Petrov", "Phạm",
    "Phillips", "Popescu", "Powell", "Price", "Qureshi", "Rahman", "Ramírez", "Reid",
    "Richards", "Robinson", "Rodrigues", "Rodríguez", "Rosenberg", "Rossi", "Roy", "Russell",
    "Ryan", "Saeed", "Salah", "Sánchez", "Santos", "Schäfer", "Scott", "Sesay", "Shah", "Sharma",
    "Shaw", "Sheikh", "Silva", "Simpson", "Singh", "Siddiqui", "Smith", "Sørensen", "Souza",
    "St John-Smythe", "Stewart", "Stoica", "Suleiman", "Svensson", "Szabó", "Şahin", "Ștefan",
    "Tahir", "Taylor", "Tesfaye", "Thomas", "Thompson", "Toure", "Traoré", "Tran", "Turner",
    "Uddin", "Ude", "Usman", "Van der Merwe", "Vasquez", "Vieira", "Vũ", "Walker", "Wallace",
    "Walsh", "Wang", "Ward", "Warsame", "Watson", "Webb", "White", "Williams", "Wilson", "Wong",
    "Wood", "Wójcik", "Wright", "Wu", "Yeboah", "Yılmaz", "Young", "Yusuf", "Zając", "Zhang",
    "Živković", "Zulu", "al-Hashimi", "ap Rhys", "de la Cruz", "dos Santos", "van den Berg",
    "Featherstonehaugh-Cholmondeley", "Andriamanantenasoa", "Wickramasinghe-Jayawardena",
    "Papakonstantinopoulos", "O", "U",
};

static const char *const plain_surnames[] = {
    "Adams", "Baker", "Brown", "Campbell", "Clarke", "Cole", "Davies", "Edwards", "Francis",
    "Grant", "Hall", "Henry", "James", "Jones", "King", "Lewis", "Mensah", "Morgan", "Owusu",
    "Patel", "Reid", "Scott", "Smith", "Thomas", "Walker", "Williams",
};

/* Row by row the same script as script_forenames: Arabic, Chinese, Hebrew, Greek, Cyrillic, Tamil,
 * Korean, Ethiopic, Bengali, then Latin with combining characters (accents as letters of their
 * own). */
static const char *const script_surnames[] = {
    "الهاشمي", "خليل", "李", "欧阳", "王", "כהן", "לוי", "Παππάς", "Коваленко", "குமார்", "김",
    "ተስፋዬ", "হোসেন", "Nguye\u0302\u0303n", "Mu\u0308ller", "A\u0301lvarez", "Ade\u0323b\u00E1y\u1ECD\u0300",
};
static const char *const script_forenames[] = {
    "أحمد", "يوسف", "伟", "小明", "芳", "דוד", "שרה", "Νίκος", "Олексій", "அருண்", "민준",
    "አበበ", "রহিম", "Vie\u0302\u0323t", "Zoe\u0308", "Jose\u0301", "O\u0323l\u00E1",
};
/* clang-format on */

_Static_assert(VHA_COUNT(script_surnames) == VHA_COUNT(script_forenames), "rows of one script");

const struct synth_names synth_male_forenames = {VHA_COUNT(male_forenames), male_forenames};
const struct synth_names synth_female_forenames = {VHA_COUNT(female_forenames), female_forenames};
const struct synth_names synth_surnames = {VHA_COUNT(surnames), surnames};
const struct synth_names synth_plain_surnames = {VHA_COUNT(plain_surnames), plain_surnames};
const struct synth_names synth_script_surnames = {VHA_COUNT(script_surnames), script_surnames};
const struct synth_names synth_script_forenames = {VHA_COUNT(script_forenames), script_forenames};
