import { enlist } from '../words/flags.ts'

/** Days of the year that have a name, folded: told as a day of birth they are one. */
const FEASTS = `
christmas(?: (?:eve|day|morning|night|week))?|thanksgiving(?: (?:day|night|eve|morning|weekend))?|d[iu]v?w?ali(?: (?:night|day))?|holi(?:,? (?=\\d))?|phagwa(?:h)?|eid(?: (?:day|morning))?|boxing day|new year'?s (?:day|eve)|good friday|easter (?:sunday|monday)|emancipation day|independence day|
labou?r day|valentine'?s day|all saints'? day|all souls'? day|april fools?'? day|st\\.? [a-z]+'?s (?:day|eve|night)|old year'?s (?:night|day)|mother'?s day|
(?:dia|noche|noite|vispera|fiesta|festa|dias?) d[aeo]s? (?:la |las |los )?[a-z]+(?: (?:(?:de|da|do|la|os|los|las|e|y) )*(?!de\\b|do\\b|da\\b)[a-z]+){0,2}?(?= d[eo] |[,.;\\n]| *$)|(?:dia|noche|noite|vispera|fiesta|festa|dias?) d[aeo]s? (?:la |las |los )?[a-z]+(?: (?:de |da |do |la |los |las |e |y |difuntos |mentira )*[a-z]+)?|
nochebuena|nochevieja|ano nuevo|ano novo|navidad|natal|reyes|reveillon|carnaval|carnival|san juan|sao joao|sao jose|semana santa|pascua|pascoa|corpus christi|
noel|la noel|toussaint|saint-sylvestre|saint-jean|14 juillet|assomption|ascension|paques|pentecote|jour de l'an|la veille de noel|reveillon|fete nationale|fet gede|
(?:jour|fete|veille) d[eu]s? (?:la |l')?[a-z]+(?:[- ][a-z]+)?`.replace(/\n/g, '')

/** A feast, with the year that may follow; sticky. */
export const FEAST = new RegExp(`(?:${FEASTS})(?:,? (?:de |of |del |do |en )?(?:19|20)\\d\\d)?(?![\\p{L}])`, 'uy')
/** Words by which a feast may begin. */
export const FEAST_HEAD = enlist(
  'thanksgiving diwali divali holi phagwa phagwah eid christmas boxing new good easter emancipation independence labour labor valentine all april st old mother mothers dia dias noche noite vispera fiesta festa nochebuena nochevieja ano navidad natal reyes reveillon carnaval carnival san sao semana pascua pascoa corpus noel la toussaint saint 14 assomption ascension paques pentecote jour fete fet veille mentira'.split(
    ' ',
  ),
)
