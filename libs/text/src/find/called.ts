import { gapAfter, isMasked, isSpared, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { IS } from '../words/flags.ts'
import { isLabel } from './near.ts'

const ROLE = IS.victim | IS.minor | IS.relative | IS.witness | IS.suspect | IS.official | IS.third
const ARTICLES = new Set([
  'el',
  'la',
  'los',
  'o',
  'a',
  'le',
  'the',
  'un',
  'don',
  'de',
  'un',
  'como',
  'as',
  'to',
  'por',
  'l',
  'is',
  'es',
  'e',
  'him',
  'her',
  'me',
  'm',
  'yo',
  'ele',
  'ela',
  'lo',
  'elle',
  'il',
  'us',
  'himself',
  'herself',
  'tambien',
  'tambem',
  'aussi',
  'also',
  'for',
])
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

const isOrdinary = (t: Token): boolean => (t.flags & IS.function) !== 0 || t.common
const mayName = (t: Token): boolean => (t.flags & IS.nameWord) !== 0 || t.given || t.family
const isCapital = (t: Token): boolean => t.letterCase === 'capital' || t.letterCase === 'caps'

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
    if (named !== undefined && scene.named[named.start] === 1) {
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
      !isTakenAt(scene, from)
    ) {
      let start = from
      let end = from + close
      while (text[start] === ' ') start++
      while (text[end - 1] === ' ') end--
      const quoted = text.slice(start, end)
      if (
        !/[.!?;]./.test(quoted) &&
        (WEAK.has(word.text) ? /^[\p{L}]/u.test(quoted) && isCapitalAt(scene, start) : true)
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
  if ((next.flags & (IS.function | IS.title)) !== 0 && !known) return
  if (next.flags & (ROLE | IS.title) && !known) return
  if (plain && !known) return
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

const isTakenAt = (scene: Scene, at: number): boolean => scene.masked[at] === 1
const isCapitalAt = (scene: Scene, at: number): boolean =>
  /\p{Lu}/u.test(scene.folded.source[scene.folded.from(at)] ?? '')

/** The rest of a name behind its first word. */
function extend(scene: Scene, first: Token, type: SpanType, from = first): void {
  const { tokens } = scene
  let last = first.index
  for (let i = first.index + 1; i < tokens.length && i - first.index < 6; i++) {
    const t = tokens[i]
    const gap = gapAfter(scene, i - 1)
    if (
      t === undefined ||
      t.digits > 2 ||
      isSpared(scene, t) ||
      isLabel(scene, t) ||
      !(
        (/^(?:[ '-]|-? ?\n ?)$/.test(gap) && gap !== '\n') ||
        (/^\. ?$/.test(gap) && (tokens[i - 1]?.end ?? 0) - (tokens[i - 1]?.start ?? 0) <= 2)
      )
    )
      break
    if (isMasked(scene, t) && !scene.named[t.start]) break
    if (!t.quiet && isCapital(t)) last = i
    else if (
      t.flags & IS.particle &&
      t.text !== 'y' &&
      t.text !== 'e' &&
      t.text !== 'and' &&
      t.text !== 'et' &&
      nextNames(scene, i, first)
    )
      continue
    else if (
      t.quiet &&
      first.quiet &&
      t.end - t.start > 1 &&
      (t.flags & IS.function) === 0 &&
      (!isOrdinary(t) || mayName(t)) &&
      !(t.flags & (ROLE | IS.called | IS.orgHead))
    )
      last = i
    else break
  }
  const end = tokens[last]?.end ?? first.end
  mark(scene, from.start, end, type)
  if (type === 'ALIAS') another(scene, last)
}

/** "le decían Beto o el Peñi". */
function another(scene: Scene, last: number): void {
  const { tokens } = scene
  const or = tokens[last + 1]
  if (or === undefined || !/^(?:o|ou|or|y|e|et|and|u)$/.test(or.text) || !/^["»”']? ?$/.test(gapAfter(scene, last)))
    return
  const article = tokens[last + 2]
  const next = article !== undefined && /^(?:el|la|o|a|le|the)$/.test(article.text) ? tokens[last + 3] : article
  if (article !== undefined && next !== undefined && isCapital(next) && !next.quiet && !isMasked(scene, next))
    mark(scene, article.start, next.end, 'ALIAS')
}

const nextNames = (scene: Scene, index: number, first: Token): boolean => {
  let next = scene.tokens[index + 1]
  if (next !== undefined && (next.flags & IS.particle) !== 0) next = scene.tokens[index + 2]
  if (next === undefined) return false
  return next.quiet ? first.quiet && (!isOrdinary(next) || mayName(next)) : isCapital(next)
}
