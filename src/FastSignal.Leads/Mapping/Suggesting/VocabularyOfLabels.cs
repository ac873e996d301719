using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>The keys under which labels and labelled values stand, in the languages of <c>Vocabularies/fields.txt</c>; all are plain (see
/// <see cref="Plain"/>).</summary>
internal static class VocabularyOfLabels
{
    /// <summary>Where a label stands, in the order of preference: what a person reads before what a program reads.</summary>
    public static readonly string[] LabelKeys =
    [
        "label", "rowlabel", "tablabel", "itemlabel", "inputlabel", "elementlabel", "columnlabel", "propertylabel", "attributelabel", "rowtitle",
        "rowname", "question", "q", "questionvalue", "questiontext", "questiontitle", "questionlabel", "questionname", "heading", "prompt",
        "title", "fieldlabel", "fieldtitle", "customfieldlabel", "customfieldname", "text", "columnname", "displayname",
        "name", "fieldname", "field", "bezeichnung", "frage", "feld", "feldname", "libelle", "intitule", "champ", "pregunta", "etiqueta", "campo",
        "pergunta", "rotulo", "domanda", "etichetta", "vraag", "veld", "kysymys", "sporsmal", "fraga", "pytanie", "soru", "otazka", "kerdes",
        "fieldslug", "slug", "key", "k", "property", "columnid", "code", "attribute", "attr", "variable", "header", "part", "type", "kind", "art",
        "tipo", "soort", "id",
    ];

    /// <summary>The label keys that count only if they say a field (email, phone): else they are a kind of input (text, choice) or a number.</summary>
    public static readonly FrozenSet<string> KindKeys = KeyWords.Set("type kind part art tipo soort id");

    /// <summary>What a kind must say to be a label.</summary>
    public static readonly ConceptSet KindsOfField = ConceptSet.Of(
        Concept.Email, Concept.Phone, Concept.Mobile, Concept.Website, Concept.Domain, Concept.Linkedin, Concept.Name, Concept.FullName,
        Concept.GivenName, Concept.FamilyName, Concept.Company, Concept.CompanyName, Concept.JobTitle);

    /// <summary>The label keys of an object that is no element of an array: only the unmistakable ones.</summary>
    public static readonly string[] LabelsOfObjects = ["label", "title", "question", "text"];

    /// <summary>Where a labelled value stands.</summary>
    public static readonly FrozenSet<string> ValueKeys = KeyWords.Set(
        "value values cellvalue v a textanswer answervalue answervalues answertext answer answers response responses stringvalue val content text choice",
        "input data reply prettyformat displayvalue userdata selected wert antwort valeur reponse valor respuesta resposta valore risposta waarde antwoord",
        "vastaus svar odpowiedz cevap odpoved valasz");

    /// <summary>What a value has inside; with other keys inside, "data" is no value but a record.</summary>
    public static readonly FrozenSet<string> InnerValueKeys =
        KeyWords.Set(
            "value values answer answers response text content label plain plaintext raw email phone phonenumber number url full fullname first last",
            "firstname lastname name domain website");

    /// <summary>Values that say themselves what they hold; only a label that is found by an id can say more.</summary>
    public static readonly FrozenSet<string> TypedValueKeys = KeyWords.Set("email phonenumber phone url number website");

    /// <summary>What the lists of links are called, and where the address of a link stands.</summary>
    public static readonly ConceptSet LinkLists = ConceptSet.Of(Concept.Url, Concept.Website, Concept.Site, Concept.Social);

    /// <inheritdoc cref="LinkLists"/>
    public static readonly FrozenSet<string> LinkKeys = KeyWords.Set("url uri link href address");

    /// <summary>What a question and its answer share.</summary>
    public static readonly FrozenSet<string> IdKeys = KeyWords.Set("id ref key questionid fieldid fieldelementid uuid uid slug field");

    /// <summary>A key however it is written: <c>column_name</c>, <c>columnName</c> and <c>Column Name</c> are <c>columnname</c>, and so is
    /// <c>column.name</c>.</summary>
    public static string Plain(string key) => string.Concat(key.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
