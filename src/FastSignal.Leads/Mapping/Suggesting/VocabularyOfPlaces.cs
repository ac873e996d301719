using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>The words for what has a name, a mailbox and a phone and is no person: places of business, and what is booked or takes messages; in
/// English, German, French, Spanish, Portuguese, Italian and Dutch, a row each. Words in one, without accents; two that are written apart count as
/// one (see <see cref="KeyWords"/>).</summary>
internal static class VocabularyOfPlaces
{
    /// <summary>Places where somebody is served.</summary>
    public static readonly FrozenSet<string> Premises = KeyWords.Set(
        "airport kiosk bar pub lounge marina golfclub guesthouse lodge chalet campground dispensary optician veterinaryclinic laboratory bodyshop",
        "carwash laundry kindergarten preschool library church parish chapter accommodation boutique showroom branch branchoffice store storefront",
        "shop outlet dealership clinic practice surgery hospital pharmacy studio gym fitnessclub school academy campus nursery daycare venue",
        "restaurant cafe bistro bakery salon barbershop hotel hostel resort spa garage workshop servicecenter servicecentre warehouse depot",
        "pickuppoint pickuplocation collectionpoint pickupstation coworking gallery museum theatre theater cinema arena stadium property listing",
        "premises salesoffice fulfillmentcenter kennel stable winery brewery campsite dentist",
        "filiale niederlassung zweigstelle geschaftsstelle geschaeftsstelle laden ladengeschaft fachmarkt autohaus handelsbetrieb praxis arztpraxis",
        "klinik krankenhaus apotheke atelier fitnessstudio schule akademie kita veranstaltungsort gaststatte backerei friseursalon hotel",
        "ferienwohnung unterkunft werkstatt servicestelle lager abholort abholstation abholfiliale immobilie ausstellung verkaufsstelle verkaufsburo",
        "agence succursale magasin boutique concession cabinet cabinetmedical clinique hopital pharmacie atelier studio sallesport ecole academie",
        "creche lieu restaurant boulangerie salon hotel gite hebergement garage entrepot pointrelais pointretrait bien biens immeuble logement",
        "pointvente",
        "sucursal filial agencia tienda concesionario consultorio clinica hospital farmacia estudio gimnasio escuela colegio academia guarderia",
        "recinto restaurante panaderia salon peluqueria hotel alojamiento taller almacen puntoventa puntorecogida inmueble propiedad vivienda",
        "delegacion",
        "filial agencia loja concessionaria consultorio clinica hospital farmacia estudio academia escola colegio creche recinto restaurante padaria",
        "salao hotel pousada alojamento oficina armazem imovel propriedade pontovenda unidade",
        "filiale agenzia negozio puntovendita concessionaria ambulatorio clinica ospedale farmacia studio palestra scuola accademia asilo ristorante",
        "panificio salone albergo hotel alloggio officina magazzino immobile struttura",
        "vestiging filiaal winkel bijkantoor dealerbedrijf praktijk kliniek ziekenhuis apotheek studio sportschool school academie locatie",
        "restaurant bakkerij kapsalon hotel verblijf garage werkplaats magazijn afhaalpunt pand woning");

    /// <summary>What else may be called so, or holds what a person says of a place: only one with a name and a mailbox or a phone is a place of
    /// business.</summary>
    public static readonly FrozenSet<string> PerhapsPremises = KeyWords.Set(
        "location office site place facility center centre house station terminal stand booth unit club building hub zone region territory gate",
        "standort buro buero geschaft geschaeft betriebsstatte haus ort objekt",
        "bureau site etablissement emplacement",
        "sede oficina sitio centro ubicacion establecimiento",
        "sede escritorio centro localizacao estabelecimento",
        "sede ufficio centro sito stabilimento",
        "kantoor standplaats centrum");

    /// <summary>What is booked, and what takes calls and messages.</summary>
    public static readonly FrozenSet<string> Resources = KeyWords.Set(
        "ivr phonemenu callflow trackingnumber callgroup usergroup squad mailinglist distributionlist sharedmailbox room meetingroom conferenceroom",
        "calendar inbox sharedinbox teaminbox queue callqueue ringgroup huntgroup department hotline switchboard",
        "raum postfach besprechungsraum konferenzraum kalender posteingang warteschlange abteilung zimmer",
        "salle sallereunion agenda calendrier boitereception departement",
        "sala habitacion calendario bandeja buzon cola departamento",
        "sala quarto calendario caixaentrada fila departamento",
        "sala stanza calendario casella coda reparto dipartimento",
        "kamer zaal vergaderruimte agenda wachtrij afdeling");

    /// <summary>The same, but of another meaning as often as not.</summary>
    public static readonly FrozenSet<string> PerhapsResources = KeyWords.Set(
        "resource table desk line phoneline trunk channel extension vehicle car device equipment machine court lane",
        "ressource tisch leitung kanal nebenstelle fahrzeug gerat geraet maschine platz",
        "ressource table ligne canal vehicule appareil",
        "recurso mesa linea canal extension vehiculo dispositivo",
        "recurso mesa linha canal ramal veiculo dispositivo",
        "risorsa tavolo linea canale veicolo dispositivo",
        "resource tafel lijn kanaal toestel voertuig apparaat");

    // Behind the word of a place, and what farmers have.
    private static readonly FrozenSet<string> NameWords = KeyWords.Set("name nombre nom nome naam title");

    // What a person may run, rather than where they are served.
    private static readonly FrozenSet<string> Businesses = KeyWords.Set(
        "studio clinic practice salon farm ranch vineyard winery brewery bakery pharmacy dealership barbershop orchard",
        "praxis apotheke kanzlei betrieb autohaus bauernhof weingut",
        "etude ferme exploitation pharmacie clinique",
        "clinica farmacia taller finca granja",
        "fazenda padaria salao",
        "fattoria",
        "praktijk apotheek boerderij werkplaats");

    private static readonly FrozenSet<string> Invited = KeyWords.Set(
        "room meetingroom conferenceroom resource equipment",
        "raum besprechungsraum ressource gerat",
        "salle",
        "sala recurso",
        "risorsa",
        "zaal kamer");

    /// <summary>True for the word of a resource that is invited to a meeting, as programs write it in a type or a flag: <c>room</c>,
    /// <c>is_resource</c>.</summary>
    public static bool IsInvited(string word) => string.Concat(KeyTokens.Of(word).Where(token => token is not "is")) is var plain && Invited.Contains(plain);

    /// <summary>True for a key that names a person's place of business and says no more: <c>studio</c>, <c>farm_name</c>.</summary>
    public static bool IsBusiness(string key)
    {
        var tokens = KeyTokens.Of(key).FindAll(token => !NameWords.Contains(token));
        return tokens.Count is 1 or 2 && string.Concat(tokens) is var word && Businesses.Contains(word);
    }
}
