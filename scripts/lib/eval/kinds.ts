/** What a type of any corpus, or of the engine, is, for scores by type. */
const KINDS: readonly (readonly [kind: string, types: RegExp])[] = [
  ['PERSON', /^(PERSON|NAME|ALIAS|NOMBRE_)/],
  ['BIRTH', /^(DATE_BIRTH|DATE_OF_BIRTH)/],
  ['DATE', /^(DATE|DATETIME|FECHAS|MONTH)/],
  ['AGE', /^(AGE|EDAD)/],
  ['EMAIL', /^(EMAIL|CORREO)/],
  ['PHONE', /^(PHONE|NUMERO_(TELEFONO|FAX))/],
  ['ADDRESS', /^(ADDRESS|CALLE)/],
  ['ORG', /^(ORG|HOSPITAL|CENTRO_SALUD|INSTITUCION)/],
  ['PLACE', /^(PLACE|LOC|TERRITORIO|PAIS|GEO)/],
  ['NATIONALITY', /^(NATIONALITY|DEM|ETHNIC)/],
  ['NUMBER', /^(ID|DOC|CODE|BANK|PLATE|NUMBER|IP)/],
  ['ONLINE', /^(URL|HANDLE)/],
]

export const kindOf = (type: string): string => KINDS.find(([, types]) => types.test(type))?.[0] ?? 'OTHER'
