import { gapAfter, isNamed, isSpared, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { IS, ROLE } from '../words/flags.ts'
import { extend } from './extend.ts'
import { isCapital, isOrdinary, mayName } from './kinds.ts'

const ARTICLES = new Set(
  'el la los o a le the un don de como as to por l is es e him her me m yo ele ela lo elle il us himself herself tambien tambem aussi also for'.split(
    ' ',
  ),
)
const ALIAS = new Set(
  'decian decia diziam dizia disaient apodan apodaban llamaban llamaba chamavam chamava appelaient appelait llama chama appelle called calls alias aka apodado apodada apodo vulgo apelido apelidado apelidada alcunha nickname nicknamed surnom surnomme surnommee dit dite dicen dice disent diz dizem llaman chamam appellent conocido conocida conhecido conhecida known prefiere prefere prefers sumom calls digales nana'.split(
    ' ',
  ),
)
/** Words of naming that are also ordinary words: they name only before a capital, a quotation or an unknown word. */
const WEAK = new Set(
  'ask asks pregunte preguntar pergunte perguntar demande demandez cherche firma firmo signed sign assina assinado soy sou suis answers goes nom nome name names nombre nombres dice dit dite diz called calls call llamo signe dicen disent connu connue known'.split(
    ' ',
  ),
)

/** Names announced by a title, by a word of naming, by a role, or by a tie of family: in small letters too. */
export function findCalled(scene: Scene): void {
  for (const t of scene.tokens) {
    if (t.flags & IS.title) afterTitle(scene, t)
    if (t.flags & IS.called) afterCalled(scene, t)
    if (t.flags & ROLE && !(t.flags & IS.called)) afterRole(scene, t)
  }
}

function afterTitle(scene: Scene, title: Token): void {
  const next = scene.tokens[title.index + 1]
  if (
    next === undefined ||
    next.digits > 1 ||
    isSpared(scene, next) ||
    !/^\.? {1,2}$|^ {1,2}"$/.test(gapAfter(scene, title.index))
  )
    return
  const short =
    title.end - title.start <= 4 &&
    !/^(?:tia|tio|mama|papa|ma|mae|pai|seu|don|dom|sor|ton|d|da|me|const|ir|cap|col|lil|uncle|aunt|m)$/.test(title.text)
  if (title.end - title.start === 1 && (title.letterCase === 'lower' || !gapAfter(scene, title.index).startsWith('.')))
    return
  if (next.letterCase === 'lower' && (next.flags & IS.particle) !== 0 && title.end - title.start > 1) {
    let i = next.index
    while (
      ((scene.tokens[i]?.flags ?? 0) & IS.particle) !== 0 &&
      scene.tokens[i]?.letterCase === 'lower' &&
      i - next.index < 3 &&
      gapAfter(scene, i) === ' '
    )
      i++
    const named = scene.tokens[i]
    if (
      named !== undefined &&
      isCapital(named) &&
      !named.quiet &&
      i > next.index &&
      !/^(?:el|los|las|y|e|and|et)$/.test(next.text)
    ) {
      extend(scene, named, 'PERSON', next)
      return
    }
    if (named !== undefined && isNamed(scene, named)) {
      mark(scene, next.start, named.end, 'PERSON')
      return
    }
  }
  if (!next.quiet && next.letterCase !== 'lower') {
    if ((next.flags & IS.function) === 0 || !next.first) extend(scene, next, 'PERSON')
    return
  }
  if ((next.flags & IS.function) !== 0 && !mayName(next)) return
  if (/^(?:da|d|me|dom|m|de|ma)$/.test(title.text)) return
  if (
    !isOrdinary(next) ||
    (mayName(next) &&
      (short || title.quiet || /^(?:don|dona|doa|mama|tia|tio|seu|senora|senor|senhora|dona|doña)$/.test(title.text)))
  )
    extend(scene, next, 'PERSON')
}

function afterCalled(scene: Scene, word: Token): void {
  const { tokens, text } = scene
  const type: SpanType = ALIAS.has(word.text) ? 'ALIAS' : 'PERSON'
  const opening = /^[ :,]{0,3}(?:[a-z]{1,4} )?["«“'»]/.exec(text.slice(word.end, word.end + 10))
  if (opening !== null) {
    const from = word.end + opening[0].length
    const close = /["»”'«]/.exec(text.slice(from, from + 40))?.index
    if (
      close !== undefined &&
      close > 1 &&
      close < 32 &&
      text.slice(from, from + close).split(' ').length <= 5 &&
      scene.masked[from] !== 1
    ) {
      let start = from
      let end = from + close
      while (text[start] === ' ') start++
      while (text[end - 1] === ' ') end--
      const quoted = text.slice(start, end)
      if (
        !/[.!?;]./.test(quoted) &&
        (!WEAK.has(word.text) || (/^[\p{L}]/u.test(quoted) && isCapitalAt(scene, start)))
      ) {
        mark(scene, start, end, type)
        return
      }
    }
  }
  let i = word.index + 1
  let article: Token | undefined
  for (let k = 0; k < 3; k++) {
    const small = tokens[i]
    if (
      small !== undefined &&
      small.letterCase === 'lower' &&
      ARTICLES.has(small.text) &&
      /^[ :'"«“]{1,3}$/.test(gapAfter(scene, i - 1))
    ) {
      article = /^(?:el|la|los|le|the|l|o|a)$/.test(small.text) ? small : undefined
      i++
    }
  }
  const titled = tokens[i]
  if (
    titled !== undefined &&
    titled.letterCase === 'lower' &&
    titled.flags & IS.title &&
    gapAfter(scene, i) === ' ' &&
    isCapital(tokens[i + 1] ?? titled)
  ) {
    extend(scene, tokens[i + 1] ?? titled, type, titled)
    return
  }
  const next = tokens[i]
  if (
    next === undefined ||
    next.digits > 2 ||
    !/^[ :'"«“,]{1,4}$|^ ?[:=] {0,3}$/.test(gapAfter(scene, i - 1)) ||
    isSpared(scene, next)
  )
    return
  const known = mayName(next)
  const plain = isOrdinary(next)
  const capital = isCapital(next) && !next.quiet
  // "Ask the Ministry": a public body is nobody's name.
  if ((next.flags & (IS.capital | IS.country)) !== 0 && !known) return
  if (
    capital
      ? !(WEAK.has(word.text) && next.first && plain && !known)
      : next.quiet
        ? WEAK.has(word.text)
          ? known && !plain
          : !plain || known
        : !plain && known
  ) {
    const from = article !== undefined && type === 'ALIAS' && next.index === article.index + 1 ? article : next
    extend(scene, next, type, from)
  }
}

/** "capataz angel maria crespo", "TESTIGO: PEDRO CAAL", "su esposo, domingo chub": where case says nothing, by what the words are. */
function afterRole(scene: Scene, role: Token): void {
  const gap = gapAfter(scene, role.index)
  const next = scene.tokens[role.index + 1]
  if (
    next === undefined ||
    !next.quiet ||
    !/^ ?[:,(]? {0,2}$/.test(gap) ||
    gap === '' ||
    next.digits > 2 ||
    isSpared(scene, next)
  )
    return
  const known = mayName(next)
  const plain = isOrdinary(next)
  if (!known && (plain || (next.flags & (ROLE | IS.title)) !== 0)) return
  const second = scene.tokens[next.index + 1]
  const firm =
    second !== undefined &&
    gapAfter(scene, next.index) === ' ' &&
    (!isOrdinary(second) || second.family) &&
    second.digits === 0 &&
    (second.flags & (IS.function | ROLE)) === 0
  if (plain && gap.includes(',') && next.letterCase === 'lower' && !firm) return
  extend(scene, next, 'PERSON')
}

const isCapitalAt = (scene: Scene, at: number): boolean =>
  /\p{Lu}/u.test(scene.folded.source[scene.folded.from(at)] ?? '')
