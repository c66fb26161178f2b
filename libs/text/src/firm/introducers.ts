/**
 * By what a nickname is announced, folded, in the four languages: patterns that begin at the word which opens them and end right before
 * the nickname. The sure ones are followed by nothing else; the others also by other things ("known as a port", "they call the police").
 */
interface Introducer {
  readonly pattern: RegExp
  readonly sure: boolean
  /** What is followed by other things, too, but by no rank that is written like a name. */
  readonly ranked?: boolean
  /** With what letters the word behind may begin, where one must stand behind the word that opens it: spares the commonest words the pattern. */
  readonly then?: string
}

const AFTER = '(?= ?[:,(]? {0,2}["«“\'»]? ?[\\p{L}])'
const sure = (pattern: string, then?: string): Introducer => introducer(pattern, true, then)
const weak = (pattern: string, then?: string): Introducer => introducer(pattern, false, then)
const ranked = (pattern: string, then?: string): Introducer => ({ ...weak(pattern, then), ranked: true })
const introducer = (pattern: string, isSure: boolean, then?: string): Introducer => ({
  pattern: new RegExp(`(?:${pattern})(?!\\p{L})${AFTER}`, 'uy'),
  sure: isSure,
  ...(then === undefined ? {} : { then }),
})

const CALL_ES =
  '(?:dicen|decian|diciendo|decimos|deciamos|llaman|llamaban|llamamos|llamabamos|nombran|nombraban|apodan|apodaban|apodaron|conocen (?:como|por)|conocian (?:como|por)|conocemos (?:como|por))'
const CALL_FR = '(?:appelle|appellent|appelait|appelaient|surnomme|surnomment|nomme|nomment|nommait)'

/** By the word that opens them. */
const BY_WORD: readonly (readonly [words: string, introducer: Introducer])[] = [
  [
    'alias vulgo alcunha apelido apodo mote sobrenombre surnom nickname aka',
    sure('alias|vulgo|alcunha(?: de)?|apelido(?: de)?|apodo(?: de| es)?|mote|sobrenombre|surnom|nickname|aka'),
  ],
  [
    'a',
    sure(`a\\.?k\\.?a\\.?|a quien(?:es)? (?:le |lo |la |les |todos )?${CALL_ES}|a (?:quem|que) chamam(?: de)?`, 'q'),
  ],
  [
    'apodado apodada apodados apelidado apelidada surnomme surnommee nicknamed',
    sure('apodad[oa]s?(?: como)?|apelidad[oa](?: de)?|surnommee?|nicknamed'),
  ],
  ['le lo la les me nos', sure(`(?:le|lo|la|les|me|nos) ${CALL_ES}`, 'dlnac')],
  [
    'se',
    ranked(
      'se (?:present[oa]|presentaba|apresent(?:ou|a|ava)) (?:a (?:ella|ellas|ela|elas) )?(?:como|con el nombre de|com o nome de)|se (?:presente|presentait) (?:comme|sous le nom de)',
      'pa',
    ),
  ],
  ['presents presented introduced introduces', ranked('(?:present|introduc)e[sd]? (?:him|her)self as')],
  ['dijo diz disse', ranked('dijo (?:llamarse|ser)|(?:diz|disse) (?:chamar-se|se chamar|ser)', 'lcs')],
  ['que quien quienes q todos', weak(`(?:que|q|quien|quienes|todos) (?:le |lo |la |les |me )?${CALL_ES}`, 'dlnacm')],
  ['dicen llaman', weak(CALL_ES)],
  [
    'conocido conocida conocidos conhecido conhecida connu connue known',
    weak(
      'conocid[oa]s?(?: \\p{L}+){0,4}? (?:como|por)(?: el (?:apodo|alias|mote) de)?|conhecid[oa](?: \\p{L}+){0,4}? (?:como|por)|connue?(?: \\p{L}+){0,4}? (?:comme|sous le nom de)|known(?: \\p{L}+){0,4}? as',
    ),
  ],
  ['se', sure('se (?:hace|hacia|faz|fazia) (?:llamar|chamar)(?: de)?|se (?:fait|faisait) appeler', 'hf')],
  ['chamam chamavam chama chamava', sure('cham(?:am|avam|a|ava)(?: ele| ela| o homem| a moca)? de')],
  ['chamado chamada', weak('chamad[oa](?: pel[oa]s? \\p{L}+)?(?: de)?')],
  ['chamam chamavam chama chamava', ranked('cham(?:am|avam|a|ava) (?:[ao]s? )?\\p{L}+ de')],
  ['chamamos chamavamos', sure('cham(?:amos|avamos)(?: ele| ela)? de')],
  ['apelidou apelidaram apelidavam', sure('apelid(?:ou|aram|avam) de')],
  ['tratam tratavam trata tratava', ranked('trat(?:am|avam|a|ava)(?:-n?[oa]s?|-l[oa])? por')],
  [
    'atende responde dizem dito dita tratado tratada',
    weak('(?:atende|responde)(?: [ao]s? \\p{L}+)? (?:por|como)|todos dizem|dizem|dit[oa]|(?:e )?tratad[oa] por'),
  ],
  ['dit dite dits disait', weak('dite?s?|disait')],
  [
    'on ils elles qu tout',
    sure(
      `(?:qu'|que )?(?:on|ils|elles) (?:l'|les |m'|nous |lui )?${CALL_FR}|on disait|on (?:le |la )?(?:connait|connaissait) (?:comme|sous le nom de)|tout le monde (?:dit|disait|l'appelle)`,
    ),
  ],
  ['appelle appelee nommee nomme', weak("(?:m'|l'|s')?appellee?|appelee?|nommee?")],
  ['nomment nommait nommaient', weak('nomm(?:ent|ait|aient)')],
  ['nombra nombraba nombraban', weak('nombra(?:ban?)?(?! a )')],
  [
    'nome nombre nom',
    sure(
      '(?:nome|nombre|nom) (?:de|da|del) (?:rua|calle|rue|guerra|guerre|pista|trabalho|trabajo|travail)(?= ?:)',
      'd',
    ),
  ],
  ['otro outro autre', sure('(?:otro|outro|autre) (?:nombre|nome|nom)(?: (?:usado|utilizado|utilise))?(?= ?:)', 'n')],
  ['street other working', sure('(?:street|other|working) names?(?: used)?(?= ?:)', 'n')],
  ['preguntamos preguntaron pregunten pregunte preguntar', weak('pregunt(?:amos|aron|en|e|ar) por')],
  ['perguntamos perguntaram perguntem pergunte perguntar', weak('pergunt(?:amos|aram|em|e|ar) por')],
  ['rele', weak('rele')],
  [
    'they we people everybody men customers girls everyone dancers crew boys',
    weak('\\p{L}+ (?:all |does |do |did |used to )?calls?(?: (?:him|her|me|he|she|it|them))?'),
  ],
  ['call calls called', weak('call(?:s|ed)? (?:him|her|me|he|she|himself|herself|it)|called')],
  ['goes go answers', weak('go(?:es)? by(?: the name(?: of)?)?|answers to')],
  ['un una um uma', weak('un[a]? tal|uma? tal(?: de)?|un certain|une certaine', 'tc')],
  ['une', weak('une certaine', 'c')],
  ['el la o a', weak('(?:el|la|o|a) tal(?: del?| d[aeo])?', 't')],
]

const byWord = new Map<string, Introducer[]>()
for (const [words, introducer] of BY_WORD)
  for (const word of words.split(' ')) byWord.set(word, [...(byWord.get(word) ?? []), introducer])

export const introducingWords = (): Iterable<string> => byWord.keys()

const SPACE = 32

interface Introduced {
  readonly end: number
  readonly sure: boolean
  readonly ranked: boolean
}

/** Where the introducer that begins at an offset ends, and whether it is sure; undefined where none begins. */
export function introduced(text: string, word: string, at: number): Introduced | undefined {
  const end = at + word.length
  const behind = text.charCodeAt(end) === SPACE ? text.charAt(end + 1) : ''
  for (const { pattern, sure: isSure, then, ranked: isRanked = false } of byWord.get(word) ?? []) {
    if (then?.includes(behind) === false) continue
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) return { end: at + found[0].length, sure: isSure, ranked: isRanked }
  }
  return undefined
}
