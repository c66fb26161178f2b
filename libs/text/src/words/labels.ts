import type { SpanType } from '../types.ts'

/** Words that announce an identifier in a form or a sentence, folded. */
export const LABELS = {
  PHONE: `tel telf telefono telefonos tlf fono fone phone ph telephone portable cel celular cell mobile movil whatsapp wsp zap wa fax sms num contact tel1 te1 llamar joindre`,
  DOC_ID: `dni ci cc cedula cpf rg rne rnm cnh pis cns sus curp rfc nss ine run rut cuit cuil nit dpi cui dui nui nin ninu nif nir siret siren sin trn nis ssn ssb ssnit nib
cie passport passeport pasaporte passaporte paspo pasport book matricula carnet carne expediente exp radicado folio caso case file dossier processo proceso causa ref referencia acta
student estudiante aluno inscripcion securite social seguridad identidad identidade identite identification id folha partida acte nascimento nacimiento naissance birth certificate
agdref etranger visa licencia licence license cnpj ruc nuip nie dossie protocolo number a-number localizador pnr`,
  BANK: `cuenta conta compte account acct ag agencia clabe cbu cvu iban swift tarjeta cartao carte card pix mandat mtcn giro ending terminada terminado terminado/a cvv transferencia remesa`,
  PLATE: `placa placas patente chapa matricula plaque immatricule immatriculee immat immatriculation registration reg plate plates vehicle vehiculo veiculo p1aca dominio tag`,
} as const satisfies Partial<Record<SpanType, string>>

/** Labels of forms whose whole value is of one type, folded, words joined by one space. */
export const FORM_LABELS: readonly (readonly [SpanType, string])[] = [
  [
    'PERSON',
    'nombre|nombres|apellido|apellidos|nombre completo|nombres y apellidos|nombre y apellidos|nombre y apellido|nome|nome completo|nome social|sobrenome|nom|nom et prenom|nom et prenoms|prenom|prenoms|nom de naissance|nom d usage|nom complet|name|full name|first name|first names|given name|given names|family name|last name|surname|sumame|victima|titular|testigo|testemunha|temoin|witness|interprete|employeur|foreman|dirigeant|dirigeante|patron|patrao|madre|padre|mere|pere|mother|father|inspector|inspectora|fiscal|vice consul|viceconsul|referente|soldado|agente|nome da mae|nome do pai|filiacao|nom de jeune fille|next of kin|guardian|tutor|responsable|nom marital',
  ],
  [
    'ALIAS',
    'alias|apodo|conocida como|conocido como|apelido|vulgo|surnom|sumom|dit|dite|dite|known as|aka|a k a|nickname|preferred|preferred name|prefiere|chamar de|le dicen|conhecido como|conhecida como|prefere|nome de guerra',
  ],
  [
    'DATE_BIRTH',
    'fecha de nacimiento|fecha de nac|f nac|nacimiento|nac|data de nascimento|data de nasc|nascimento|nasc|date de naissance|ne le|nee le|dob|d o b|d 0 b|date of birth|born|birthday|birth date',
  ],
  ['AGE', 'edad|idade|age|aged'],
  [
    'PHONE',
    'tel|telefono|telefone|telephone|phone|celular|cell|mobile|contact no|contact number|fone|fono|ph|whatsapp|te1|portable',
  ],
  [
    'ADDRESS',
    'direccion|domicilio|domici1io|endereco|end|adresse|adr|address|addr|addr ess|residencia|ubicacion|home address|residence|local de residencia|lieu de residence|localizacion',
  ],
  [
    'NATIONALITY',
    'nacionalidad|nacionalidade|nationalite|nationality|nationa1ity|nationa1ite|citizenship|ciudadania|cidadania|etnia|ethnicity|ethnie|pueblo indigena|povo indigena|pueblo|origen',
  ],
  [
    'DOC_ID',
    'dni|ci|c i|cc|c c|cedula|cpf|rg|r g|curp|rfc|run|rut|cuit|cuil|nit|dpi|dui|passport|pasaporte|passeport|passaporte|trn|t r n|n i r|nir|no etranger|social security|other id|n ss|expediente|student no|documento|documentos|id no|ssn|nis',
  ],
  [
    'PLACE_SMALL',
    'aldeia|aldea|village|comunidad|comunidade|communaute|community|caserio|vereda|canton|paraje|localidad|localidade|lugar de origen|lugar de nacimiento|place of birth|lieu de naissance|naturalidade|home village|resguardo|rancheria|lieu d origine',
  ],
  ['EMAIL', 'correo|correo electronico|email|e mail|courriel|mail'],
  [
    'ORG_SMALL',
    'empleador|empregador|employer|employeur|empresa|local|lugar de trabajo|place of work|lieu de travail|escuela|escola|school|ecole|vessel|nave|buque',
  ],
  ['PLATE', 'placa|patente|plate|vehicle|immatriculation|vehiculo|veiculo'],
]
