namespace FastSignal.Leads;

/// <summary>The words for what a field holds, in English, German, French, Spanish, Portuguese, Italian and Dutch, and the most common ones in
/// the Nordic languages, Polish, Czech, Slovak, Hungarian, Romanian, Turkish, Russian, Japanese, Chinese and Korean.</summary>
/// <remarks>Lower case, without accents, divided by commas; a blank inside an entry makes it a phrase. The longest phrase goes first, so
/// "last name" is a name before "last" is anything. Plurals with -s need no entry of their own.</remarks>
internal static class VocabularyOfFields
{
    public static readonly (Concept Concept, string Words)[] Table =
    [
        (Concept.Email, "email, e mail, mail, emailaddress, mailaddress, mail address, email addr, eml, em"),
        (Concept.Email, "mailadresse, emailadresse, courriel, adresse mail, adresse email, adresse e mail, adresse electronique, correo, correo electronico, emailadres, mailadres, e mailadres, e mailadresse"),
        (Concept.Email, "endereco de email, endereco email, indirizzo email, indirizzo mail, indirizzo e mail, indirizzo di posta, posta elettronica, email corporativo, direccion de correo, direccion de correo electronico"),
        (Concept.Email, "epost, e post, epostadresse, e postadresse, epostadress, e postadress, epostadr, mejl, mejladress, adres email, adres e mail, adres mailowy, poczta elektroniczna, correio, correio eletronico, endereco eletronico, sahkoposti, sahkopostiosoite, courrier electronique, indirizzo di posta elettronica, mailto, e mailaddress, correo e, correo electronico de contacto, emailid, mailid, e adresse"),
        (Concept.Email, "adresa de email, eposta, e posta, eposta adresi, e posta adresi, メールアドレス, メール, eメール, emailアドレス, 邮箱, 电子邮件, 电子邮箱, 邮件, 이메일, 이메일주소, почта, электронная почта, пошта, електронна пошта"),

        (Concept.Name, "name, nm, nom, nombre, nome, naam, namen, identity, wortlaut, bezeichnung, benennung, appellation, denominacion"),
        (Concept.Name, "navn, namn, nazwa, nimi"),
        (Concept.Name, "nev, nazev, nazov, nume, denumire, isim, adi, ime, 名称, ім я, імя, імʼя, название, назва"),
        (Concept.FullName, "fullname, full name, whole name, complete name, realname, real name, displayname, display name, formatted name, full legal name, first and last name, first last name, first last, name and surname, name surname, name first last, name full"),
        (Concept.FullName, "vollstandiger name, vollername, voller name, vor und nachname, vor nachname, vorname nachname, vorname und nachname, vorname name, vorname und name, name vorname, nom complet, nomcomplet, nom et prenom, nom prenom, nom prenoms, prenom nom, prenom et nom, nombre completo, nombrecompleto, nombre y apellido, nombre y apellidos, nombre apellidos, nombre apellido, vor und zuname, vor zuname, vorname zuname, name und vorname, nachname vorname, nachname und vorname, apellidos y nombre, apellido y nombre, apellidos y nombres, nombres y apellidos, nome sobrenome"),
        (Concept.FullName, "nome completo, nomecompleto, nome e sobrenome, nome e cognome, nome cognome, cognome e nome, volledige naam, volledigenaam, voor en achternaam, voornaam en achternaam, voornaam achternaam, nominativo, achternaam voornaam, naam en voornaam, cognome nome"),
        (Concept.FullName, "imie i nazwisko, imie nazwisko, nazwisko i imie, imienazwisko, fulde navn, fullt namn, fullstendig navn, fullt navn, for og efternavn, for og etternavn, for och efternamn, fornavn og etternavn, fornavn og efternavn, fornamn och efternamn, navn og etternavn, nome e apelido, nome apelido, nom et prenoms, prenoms et nom, full nm, persons name, name in full, voornaam en naam, naam voornaam"),
        (Concept.FullName, "піб, прізвище та ім я, прізвище ім я, ім я та прізвище, ім я прізвище, імя та прізвище, повне ім я, фамилия и имя, фамилия имя, имя фамилия, фамилия имя отчество"),
        (Concept.FullName, "jmeno a prijmeni, jmeno prijmeni, prijmeni a jmeno, meno priezvisko, cele jmeno, meno a priezvisko, teljes nev, nume complet, nume si prenume, ad soyad, adi soyadi, isim soyisim, ime i prezime, ime in priimek, 氏名, お名前, 名前, 担当者名, ご担当者名, 姓名, 이름, 성명, 성함, фио, имя и фамилия, полное имя"),
        (Concept.GivenName, "firstname, first name, fname, fn, f name, givenname, given name, forename, christian name, first nm, vorname, rufname, prenom, nombre de pila, primer nombre, primeiro nome, primeironome, primo nome, voornaam, roepnaam, given, fore"),
        (Concept.GivenName, "fornavn, fornamn, imie, etunimi, prenoms, nombres, first nme, firstnm, preferred name, preferred first name"),
        (Concept.GivenName, "jmeno, krestni jmeno, meno, krstne meno, keresztnev, utonev, prenume, имя"),
        (Concept.FamilyName, "lastname, last name, lname, ln, l name, surname, familyname, family name, last nm, second name, nachname, familienname, zuname, nom de famille, nom famille, apellido, primer apellido, sobrenome, ultimo nome, apelido, cognome, achternaam, familienaam, family, sur"),
        (Concept.FamilyName, "etternavn, efternavn, efternamn, nazwisko, sukunimi, apellidos, apelidos, sobrenomes, lastnm, sname, s name"),
        (Concept.FamilyName, "прізвище, prijmeni, priezvisko, vezeteknev, csaladnev, soyad, soyadi, soyisim, prezime, priimek, nume de familie, фамилия, 姓"),
        (Concept.MiddleName, "middlename, middle name, mname, middle initial, zweiter vorname, tussenvoegsel, segundo nombre, segundo apellido, maiden name, salutation, anrede, civilite, aanhef, trato, suffix, prefix, honorific, initial, pronoun, gender, geschlecht, sexe"),
        (Concept.MiddleName, "フリガナ, ふりがな, カナ"),

        (Concept.Title, "title, titre"),
        (Concept.Title, "titel, tittel, titulo, titolo"),
        (Concept.JobTitle, "jobtitle, job title, ttl, job titel, position, job position, job role, jobrole, job function, work title, professional title, position title, role title, title position, designation, occupation, profession, job, current position, current job, current role, what do you do"),
        (Concept.JobTitle, "berufsbezeichnung, beruf, stelle, stellenbezeichnung, jobtitel, jobbezeichnung, poste, intitule du poste, intitule de poste, metier, fonction, puesto, cargo, puesto de trabajo, ocupacion, profissao, cargo atual, ruolo, mansione, ruolo aziendale, qualifica, posizione, professione, functie, functietitel, functieomschrijving, beroep, positie, jobposition, posicion, posicao, funktionsbezeichnung, titre du poste, titre de poste, titre professionnel, intitule"),
        (Concept.JobTitle, "stilling, stillingsbetegnelse, stillingstittel, befattning, yrke, yrkestitel, stanowisko, zawod, tytul zawodowy, position held, job description title, jobbtitel, jobbtittel, titolo professionale, titolo di lavoro, incarico, cargo que ocupa, cargo ou funcao, tehtavanimike, position in company, position at company, berufsposition, your position, your role, funktion im unternehmen, position im unternehmen"),
        (Concept.JobTitle, "ocupacao, pozice, pracovni pozice, pozicia, pracovna pozicia, beosztas, munkakor, functia, unvan, gorev, pozisyon, radno mjesto, 役職, 職種, 肩書き, 职位, 职务, 직함, 직책, 직급, должность, посада, позиция, позиція"),
        (Concept.Role, "role, function, funktion, funcion, funcao, rolle, rol, papel"),
        (Concept.Role, "roll"),
        (Concept.Role, "funkce, funkcia"),
        (Concept.Headline, "headline, tagline, sub title, subtitle"),

        (Concept.Phone, "phone, phonenumber, phone no, telephone, tel, telefon, telefonnummer, rufnummer, phone nr, telephon, telefono, fono, telefone, fone, telefoon, telefoonnummer, numero de telephone, numero telephone, numero de telefono, numero de telefone, numero di telefono, msisdn, contact number, contact no, ddi, direct dial, phone line, direct line, landline, durchwahl, festnetz, recapito telefonico"),
        (Concept.Phone, "telefonnr, telefon nr, telnr, tel nr, tel no, tlf, tlfnr, tlf nr, tlfno, tfno, telf, phonenum, phone num, ph, ph no, phn, puhelin, puhelinnumero, numer telefonu, nr telefonu, fixe, telephone fixe, telefono fijo, telefono fisso, telefone fixo, numero telefonico, callback number, call back number, telefonszam, tel number, telnummer, numero di tel, num tel"),
        (Concept.Phone, "telefonni cislo, telefonne cislo, numar de telefon, telefon numarasi, 電話番号, 電話, 电话, 电话号码, 전화번호, 전화, 연락처, телефон, номер телефона, номер телефону, dialed number"),
        (Concept.Mobile, "mobile, mobil, cell, cellphone, cell phone, mobilephone, mobile phone, handy, handynummer, mobilnummer, mobiltelefon, portable, movil, celular, cellulare, mobiel, gsm, mobilenumber, whatsapp, whats app"),
        (Concept.Mobile, "mobilnr, mobil nr, telemovel, telemobil, komorka, numer komorkowy, telefon komorkowy, mob, mobtel, handynr, numero de celular, numero de movil, telefono movil, telefono celular, telephone portable, telephone mobile, gsm nummer, mobiel nummer, mobielnummer, mobiltelefonnummer, matkapuhelin, cellnumber, cell number, mobilephonenumber, mobile no, mobileno"),
        (Concept.Mobile, "cep telefonu, 携帯電話, 携帯番号, 手机, 手机号, 手机号码, 휴대폰, 휴대전화, мобильный, мобільний, моб"),
        (Concept.Number, "number, nummer, numero, nr, no, num"),
        (Concept.City, "city, town, locality, ville, ciudad, cidade, citta, stad, stadt, ort, wohnort, gemeente, plaats, woonplaats, localite, localidad, municipio, comune, commune, municipality, poblacion, comuna"),
        (Concept.City, "miasto, miejscowosc, kaupunki, paikkakunta, postitoimipaikka, poststed, postort, localidade, concelho, village, suburb, ciudad de residencia, cityname, city town, town city, town or city"),
        (Concept.City, "mesto, obec, varos, telepules, oras, orasul, localitate, localitatea, sehir, ilce, 都市, 市区町村, 城市, 도시, город, місто"),
        (Concept.Country, "country, countryname, cc, land, staat, pais, paese, pays, nation, nazione, country region, country or region, nacao, nacion"),
        (Concept.Country, "kraj, panstwo, maa, countryofresidence, country of residence, pais de residencia, paese di residenza"),
        (Concept.Country, "zeme, krajina, orszag, tara, ulke, 国, 国名, 国家, 국가, страна, країна"),
        (Concept.Code, "code, iso, alpha 2, alpha2, kurzel, iso2, iso3"),
        (Concept.Domain, "domain, dom, domainname, dominio, domaine, domein, fqdn"),
        (Concept.Domain, "domena, domane, domene, doman"),
        (Concept.Website, "website, web site, homepage, home page, webpage, web page, websiteurl, web, webseite, internetseite, internetadresse, internet, site web, siteweb, site internet, sitio web, sitioweb, sitio, sito, sito web, sitoweb, pagina web, www, webadresse, webadres, weburl, web address"),
        (Concept.Website, "strona, strona www, strona internetowa, witryna, hjemmeside, nettside, nettsted, hemsida, webbplats, webbsida, webside, kotisivu, kotisivut, verkkosivu, verkkosivut, firmenwebsite, web page url, adresse du site, page web, sitio de internet, web adresse, web adres, adres www, sitio oficial, pagina de internet, web presence, web url, entity url, entityurl"),
        (Concept.Website, "find you online, find you on the web, find you on the internet, see you online, you online, your online presence, online presence, online finden, im netz finden, im internet finden, trouver en ligne, trouver sur internet, trouver sur le web, presence en ligne, encontrar en linea, encontrar en internet, encontrarte en linea, presencia en linea, encontrar online, encontrar na internet, presenca online, trovare online, trovarvi online, trovarla online, presenza online, online vinden"),
        (Concept.Website, "webove stranky, webova stranka, weboldal, honlap, web sitesi, internet sitesi, ウェブサイト, ホームページ, 网站, 网址, 官网, 웹사이트, 홈페이지, сайт, вебсайт, веб сайт, сайт компании, сайт компанії"),
        (Concept.Site, "site, hostname, host name"),
        (Concept.Url, "url, uri, link, href, permalink, enlace, lien, collegamento"),
        (Concept.Handle, "handle, slug, vanity, vanityname"),
        (Concept.Linkedin, "linkedin, linked in, linkedin page, linked in page, linkedin profile page, page linkedin, linkedin company page, linkedinurl, li, lnkd, lkdn, linkdin"),
        (Concept.Profile, "profile, profil, perfil, profilo, profiel, public profile, bio link"),
        (Concept.Location, "location, standort, lieu, ubicacion, localizacao, localita, locatie, metro area, where based, where you based, where are you based, where are you located"),
        (Concept.Address, "address, addr, adresse, anschrift, direccion, endereco, indirizzo, adres, street, strasse, rue, calle, rua, straat, line1, line2, line, mailing, postal, physical, headquarters, hq, sitz"),
        (Concept.Social, "twitter, facebook, instagram, youtube, you tube, github, git hub, tiktok, tik tok, xing, crunchbase, angellist, angel list, pinterest, reddit, discord, telegram, skype, glassdoor, g2, wikipedia, blog, rss, fb, quora, mastodon, threads, bluesky, x url, gravatar, google plus, klout, aboutme, stackoverflow, calendly, feed"),
    ];
}
