namespace FastSignal.Leads;

/// <summary>The words for what a field holds, in English, German, French, Spanish, Portuguese, Italian and Dutch.</summary>
/// <remarks>Lower case, without accents, divided by commas; a blank inside an entry makes it a phrase. The longest phrase goes first, so
/// "last name" is a name before "last" is anything. Plurals with -s need no entry of their own.</remarks>
internal static class VocabularyOfFields
{
    public static readonly (Concept Concept, string Words)[] Table =
    [
        (Concept.Email, "email, e mail, mail, emailaddress, mailaddress, mail address, email addr, eml, em"),
        (Concept.Email, "mailadresse, emailadresse, courriel, adresse mail, adresse email, adresse e mail, adresse electronique, correo, correo electronico, emailadres, mailadres, e mailadres, e mailadresse"),
        (Concept.Email, "endereco de email, endereco email, indirizzo email, indirizzo mail, indirizzo e mail, indirizzo di posta, posta elettronica, email corporativo, direccion de correo, direccion de correo electronico"),

        (Concept.Name, "name, nm, nom, nombre, nome, naam, namen, identity, wortlaut, bezeichnung, benennung, appellation, denominacion"),
        (Concept.FullName, "fullname, full name, whole name, complete name, realname, real name, displayname, display name, formatted name, full legal name, first and last name, first last name, first last, name and surname, name surname, name first last, name full"),
        (Concept.FullName, "vollstandiger name, vollername, voller name, vor und nachname, vor nachname, vorname nachname, vorname und nachname, vorname name, vorname und name, name vorname, nom complet, nomcomplet, nom et prenom, nom prenom, nom prenoms, prenom nom, prenom et nom, nombre completo, nombrecompleto, nombre y apellido, nombre y apellidos, nombre apellidos, nombre apellido, vor und zuname, vor zuname, vorname zuname, name und vorname, nachname vorname, nachname und vorname, apellidos y nombre, apellido y nombre, apellidos y nombres, nombres y apellidos, nome sobrenome"),
        (Concept.FullName, "nome completo, nomecompleto, nome e sobrenome, nome e cognome, nome cognome, cognome e nome, volledige naam, volledigenaam, voor en achternaam, voornaam en achternaam, voornaam achternaam, nominativo, achternaam voornaam, naam en voornaam, cognome nome"),
        (Concept.GivenName, "firstname, first name, fname, fn, f name, givenname, given name, forename, christian name, first nm, vorname, rufname, prenom, nombre de pila, primer nombre, primeiro nome, primeironome, primo nome, voornaam, roepnaam, given, fore"),
        (Concept.FamilyName, "lastname, last name, lname, ln, l name, surname, familyname, family name, last nm, second name, nachname, familienname, zuname, nom de famille, nom famille, apellido, primer apellido, sobrenome, ultimo nome, apelido, cognome, achternaam, familienaam, family, sur"),
        (Concept.MiddleName, "middlename, middle name, mname, middle initial, zweiter vorname, tussenvoegsel, segundo nombre, segundo apellido, maiden name, salutation, anrede, civilite, aanhef, trato, suffix, prefix, honorific, initial, pronoun, gender, geschlecht, sexe"),

        (Concept.Title, "title, titre"),
        (Concept.JobTitle, "jobtitle, job title, ttl, job titel, position, job position, job role, jobrole, job function, work title, professional title, position title, role title, title position, designation, occupation, profession, job, current position, current job, current role, what do you do"),
        (Concept.JobTitle, "berufsbezeichnung, beruf, stelle, stellenbezeichnung, jobtitel, jobbezeichnung, poste, intitule du poste, intitule de poste, metier, fonction, puesto, cargo, puesto de trabajo, ocupacion, profissao, cargo atual, ruolo, mansione, ruolo aziendale, qualifica, posizione, professione, functie, functietitel, functieomschrijving, beroep, positie, jobposition, posicion, posicao, funktionsbezeichnung, titre du poste, titre de poste, titre professionnel, intitule"),
        (Concept.Role, "role, function, funktion, funcion, funcao, rolle, rol, papel"),
        (Concept.Headline, "headline, tagline, sub title, subtitle"),

        (Concept.Phone, "phone, phonenumber, phone no, telephone, tel, telefon, telefonnummer, rufnummer, phone nr, telephon, telefono, fono, telefone, fone, telefoon, telefoonnummer, numero de telephone, numero telephone, numero de telefono, numero de telefone, numero di telefono, msisdn, contact number, contact no, ddi, direct dial, phone line, direct line, landline, durchwahl, festnetz, recapito telefonico"),
        (Concept.Mobile, "mobile, mobil, cell, cellphone, cell phone, mobilephone, mobile phone, handy, handynummer, mobilnummer, mobiltelefon, portable, movil, celular, cellulare, mobiel, gsm, mobilenumber, whatsapp, whats app"),
        (Concept.Number, "number, nummer, numero, nr, no, num"),
        (Concept.City, "city, town, locality, ville, ciudad, cidade, citta, stad, stadt, ort, wohnort, gemeente, plaats, woonplaats, localite, localidad, municipio, comune, commune, municipality, poblacion, comuna"),
        (Concept.Country, "country, countryname, cc, land, staat, pais, paese, pays, nation, nazione, country region, country or region, nacao, nacion"),
        (Concept.Code, "code, iso, alpha 2, alpha2, kurzel, iso2, iso3"),
        (Concept.Domain, "domain, dom, domainname, dominio, domaine, domein, hostname, fqdn"),
        (Concept.Website, "website, web site, homepage, home page, webpage, web page, websiteurl, web, webseite, internetseite, internetadresse, internet, site web, siteweb, site internet, sitio web, sitioweb, sitio, sito, sito web, sitoweb, pagina web, www, webadresse, webadres, weburl, web address"),
        (Concept.Site, "site"),
        (Concept.Url, "url, uri, link, href, permalink, enlace, lien, collegamento"),
        (Concept.Handle, "handle, slug, vanity, vanityname"),
        (Concept.Linkedin, "linkedin, linked in, linkedin page, linked in page, linkedin profile page, page linkedin, linkedin company page, linkedinurl, li, lnkd, lkdn, linkdin"),
        (Concept.Profile, "profile, profil, perfil, profilo, profiel, public profile, bio link"),
        (Concept.Location, "location, standort, lieu, ubicacion, localizacao, localita, locatie, metro area, where based, where you based, where are you based, where are you located"),
        (Concept.Address, "address, addr, adresse, anschrift, direccion, endereco, indirizzo, adres, street, strasse, rue, calle, rua, straat, line1, line2, line, mailing, postal, physical, headquarters, hq, sitz"),
        (Concept.Social, "twitter, facebook, instagram, youtube, you tube, github, git hub, tiktok, tik tok, xing, crunchbase, angellist, angel list, pinterest, reddit, discord, telegram, skype, glassdoor, g2, wikipedia, blog, rss, fb, quora, mastodon, threads, bluesky, x url, gravatar, google plus, klout, aboutme, stackoverflow, calendly, feed"),
    ];
}
