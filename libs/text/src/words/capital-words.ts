/**
 * Words that may keep a capital inside a sentence because they belong to institutions, laws, languages or large places,
 * folded. "Large" is a country or a capital: nothing smaller stands here.
 */
export const CAPITAL_WORDS = `
policia nacional comisaria fiscalia general ministerio publico publica defensoria pueblo secretaria relaciones exteriores juzgado
tribunal corte suprema ninez infancia adolescencia codigo convencion viena ley decreto constitucion estado republica consulado
embajada migracion migraciones direccion instituto trabajo salud interior justicia derechos humanos oficina unidad procuraduria
municipalidad gobierno protocolo naciones unidas penal civil familia registro electoral hospital linea prefectura gendarmeria
carabineros guardia aduana inspeccion laboral seguridad social mujer mujeres comision consejo
policia militar federal rodoviaria delegacia ministerio conselho tutelar defensoria uniao procuradoria juizado vara estado governo
prefeitura municipal lei portaria decreto constituicao republica consulado embaixada migracao imigracao saude educacao justica
direitos humanos trabalho inspecao instituto protocolo nacoes unidas assistencia receita previdencia registro civil convencao
police nationale gendarmerie parquet procureur procureure republique tribunal cour ministere prefecture mairie consulat ambassade
loi code penal convention protocole nations unies inspection travail sante affaires etrangeres justice interieur droits homme
defenseur office francais commission conseil europe union directive etat
police service services department ministry court family high supreme magistrate magistrates ombudsman immigration act code section
article convention protocol government national royal labour labor tribunal inspectorate commission council office attorney general
united nations child children protection human rights trafficking persons prevention embassy consulate health social welfare helpline
employment forced unit special
guarda advocacia geral comercial junta auditoria fiscal direction chambre commerce brigade commissioner maritime government funai
immigration mineurs protection enfance office director prosecutions conselho fiscalizacao
toyota nissan hilux hyundai suzuki mazda mitsubishi yamaha daihatsu hiace whatsapp facebook instagram telegram tiktok messenger google
mondays tuesdays wednesdays thursdays fridays saturdays sundays monday tuesday wednesday thursday friday saturday lundi mardi mercredi jeudi vendredi samedi dimanche
oim acnur unicef interpol onu unodc iom unhcr ilo oit oea oas who europol
dni ci rg cpf cnpj pis cns curp rfc rut run cuit cuil nit dpi dui nir siret sin trn nif ninu id passport passeport pasaporte passaporte
iban clabe cbu usd eur mxn xcd brl ars clp pen cop gtq hnl sms gps pdf adn dna
bogota quito caracas brasilia montevideo managua tegucigalpa guatemala panama ottawa
havana habana nassau bridgetown paramaribo cayenne paris madrid lisboa lisbon londres london geneva ginebra
ingles espanol castellano frances portugues english spanish french portuguese creole kreyol anglais espagnol portugais
`

/** Countries of the Americas in four languages, folded. Masked when it is a country of the person's nationality. */
export const COUNTRIES: Readonly<Record<string, string>> = {
  AR: 'argentina argentine',
  BO: 'bolivia bolivie',
  BR: 'brasil brazil bresil',
  CA: 'canada',
  CL: 'chile chili',
  CO: 'colombia colombie',
  CR: 'costarrica',
  CU: 'cuba',
  DM: 'dominica dominique',
  DO: 'dominicana',
  EC: 'ecuador equador equateur',
  GF: 'guyane',
  GT: 'guatemala',
  GY: 'guyana',
  HN: 'honduras',
  HT: 'haiti',
  JM: 'jamaica jamaique',
  LC: 'lucia',
  MX: 'mexico mexique',
  NI: 'nicaragua',
  PA: 'panama',
  PE: 'peru perou',
  PY: 'paraguay paraguai',
  SR: 'surinam suriname',
  SV: 'salvador',
  TT: 'trinidad tobago',
  US: 'usa eeuu',
  UY: 'uruguay uruguai',
  VE: 'venezuela',
}
