import { before, gapAfter, isMasked, mark, matchAt, type Scene } from '../scene.ts'
import { isLetterOrDigit } from '../tokens.ts'
import { enlist } from '../words/flags.ts'

const LONGEST = 100
const AT = enlist(['arroba', 'arobase', 'arrobase', 'arobaz', 'at', 'chez'])
const DOT_WORDS = new Set(['punto', 'ponto', 'point', 'dot', 'pt', 'pwen'])
const JOIN_WORDS = new Set([
  ...DOT_WORDS,
  'guion',
  'tiret',
  'underscore',
  'traco',
  'hyphen',
  'dash',
  'underline',
  'bajo',
  'baixo',
  'bas',
])
const isMail = (unit: number): boolean =>
  isLetterOrDigit(unit) || unit === 46 || unit === 95 || unit === 45 || unit === 43 || unit === 37

/** Addresses of the net: URLs, e-mails, also spelled out, and handles. */
export function findLinks(scene: Scene): void {
  findUrls(scene)
  findLoose(scene)
  findAts(scene)
  findProviders(scene)
  findSpelled(scene)
  findHandles(scene)
  findStrokes(scene)
  findDictated(scene)
}

const URL_END = /[\s<>"«»|]/g
const TAIL = /[.,;:!?)\]'}]+$/
const STARTS = ['://', 'www.']
const HOSTS = /\.(?:me|com|net|org|br|mx|pe|ar|cl|co|fr|ht|link|ly|example|gg|app|io|be)\//g

function findUrls(scene: Scene): void {
  const { text } = scene
  for (const start of STARTS)
    for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
      let from = at
      while (from > 0 && at - from < 12 && isLetterOrDigit(text.charCodeAt(from - 1))) from--
      at = Math.max(at, markUrl(scene, from, at + start.length))
    }
  if (!text.includes('/')) return
  HOSTS.lastIndex = 0
  for (let host = HOSTS.exec(text); host !== null; host = HOSTS.exec(text)) {
    let from = host.index
    while (from > 0 && host.index - from < LONGEST && isMail(text.charCodeAt(from - 1))) from--
    if (from < host.index && scene.masked[from] !== 1) markUrl(scene, from, host.index)
  }
}

function markUrl(scene: Scene, from: number, at: number): number {
  URL_END.lastIndex = at
  const stop = Math.min(URL_END.exec(scene.text)?.index ?? scene.text.length, from + 2000)
  const end = stop - (TAIL.exec(scene.text.slice(Math.max(at, stop - 12), stop))?.[0].length ?? 0)
  mark(scene, from, Math.max(end, at), 'URL')
  return end
}

const PROVIDERS =
  'gmail hotmail outlook yahoo icloud live msn proton protonmail yandex zoho gmx aol ymail googlemail uol bol terra orange wanadoo laposte correo mail'
const TOPS =
  'com net org edu gob gov mil info biz io me app example ar bo br cl co cr cu do ec es fr gt gy hn ht jm mx ni pa pe pr py sr sv tt us uy ve'
const WITHIN_LABEL = /[a-z0-9._-]{1,60} ?$/
const LETTER_BY_LETTER = { before: /(?:(?<![a-z0-9])[a-z0-9._-] ){3,40}$/, after: /^(?: [a-z0-9.-](?![a-z0-9])){5,60}/ }
const SIGNS_OF_AT = ['@', '(a)', '[a]', '(@)', '[@]']
/** "correo . com", "correo .com": with a blank before the point no sentence ends there. */
const LOOSE_HOST = new RegExp(
  `^ ?(?:[a-z0-9-]{1,40}\\.){0,3}[a-z0-9-]{1,40}(?: \\. ?|\\.)(?:${TOPS.replaceAll(' ', '|')})(?:(?: \\. ?|\\.)[a-z]{2})?(?![a-z0-9]|\\.[a-z0-9])`,
)

/** An e-mail with blanks in it: "rosa (a) correo . com", "r o s a @ c o r r e o . c o m". */
function findLoose(scene: Scene): void {
  const { text } = scene
  for (const sign of SIGNS_OF_AT)
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) {
      const left = before(scene, at, LONGEST)
      const right = text.slice(at + sign.length, at + sign.length + 2 * LONGEST)
      const isApart = left.endsWith(' ') && right.startsWith(' ')
      const letters = isApart ? LETTER_BY_LETTER.after.exec(right)?.[0] : undefined
      const spaced = letters === undefined ? undefined : LETTER_BY_LETTER.before.exec(left)?.[0]
      const host = spaced === undefined ? LOOSE_HOST.exec(right)?.[0] : letters
      if (host === undefined) continue
      const name = spaced ?? WITHIN_LABEL.exec(left)?.[0]
      // "usuaria @rosa.mx" is a handle.
      if (name !== undefined && (sign !== '@' || host.includes(' ')))
        mark(scene, at - name.length, at + sign.length + host.length, 'EMAIL')
    }
}

const PROVIDER = enlist(PROVIDERS.split(' ').slice(0, -2))
const NAME_BEFORE =
  /(?<![a-z0-9._-])([a-z0-9._-]{3,40}),? (?:(?:de|del|do|da|en|em|no|na|on|at|chez|sur|from) )(?:el |la |o |a )?$/
const MAIL_BEFORE = /\b(?:correo|e-?mail|mail|courriel|email|escrib\w+|escrev\w+|write|ecri\w+)\b[^\n]{0,24}$/

/** "rosa90, de gmail": the name alone, and who carries it. */
function findProviders(scene: Scene): void {
  if ((scene.signs & PROVIDER) === 0) return
  for (const t of scene.listed) {
    if ((t.signs & PROVIDER) === 0 || isMasked(scene, t)) continue
    const found = NAME_BEFORE.exec(before(scene, t.start, LONGEST))
    const name = found?.[1]
    if (found === null || name === undefined) continue
    const from = t.start - found[0].length
    const isChosen = /\d/.test(name) && /[a-z]/.test(name)
    const isTold = /^[a-z][a-z0-9]*[._-][a-z0-9]/.test(name) && MAIL_BEFORE.test(before(scene, from, LONGEST))
    if ((isChosen || isTold) && scene.masked[from] !== 1) mark(scene, from, t.end, 'EMAIL')
  }
}

/** Every @: with a name before it an e-mail, else a handle. */
function findAts(scene: Scene): void {
  const { text } = scene
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (scene.masked[at] === 1) continue
    let from = at
    while (from > 0 && at - from < LONGEST && isMail(text.charCodeAt(from - 1))) from--
    let to = at + 1
    if (text[to] === ' ' && from < at && /^ [\w-]{1,60}\.[a-z]/.test(text.slice(to, to + 64))) to++
    while (to < text.length && to - at < LONGEST && isMail(text.charCodeAt(to))) to++
    while (to > at + 1 && /[.\-+%]/.test(text[to - 1] ?? '')) to--
    if (
      from === at &&
      text[at - 1] === ' ' &&
      text.slice(at + 1, to).includes('.') &&
      isLetterOrDigit(text.charCodeAt(at - 2))
    ) {
      const left = /[\w.-]{1,60} $/.exec(before(scene, at, 62))?.[0]
      if (left !== undefined && text[to - 1] !== '@' && text[at + 1] === ' ') from = at - left.length
    }
    if (to > at + 1) mark(scene, from, to, from < at ? 'EMAIL' : 'HANDLE')
  }
}

/** "luz punto aguirre arroba correo punto com", "ana.gomez (at) mail (dot) example". */
function findSpelled(scene: Scene): void {
  const { tokens, text } = scene
  const joins = (i: number): boolean => {
    const a = tokens[i]
    const b = tokens[i + 1]
    return (
      a !== undefined &&
      b !== undefined &&
      b.start - a.end <= 4 &&
      /^[\s()[\]{}._-]{1,4}$/.test(text.slice(a.end, b.start))
    )
  }
  if ((scene.signs & AT) === 0) return
  for (const { index: i, start, text: word, signs } of scene.listed) {
    if ((signs & AT) === 0 || i === 0 || !joins(i) || !joins(i - 1)) continue
    let last = i + 1
    let dots = 0
    let spelled = 0
    while (joins(last) && last - i < 12) {
      const next = tokens[last + 1]
      const direct = text.slice(tokens[last]?.end, next?.start) === '.'
      if (next === undefined) break
      if (direct) {
        dots++
        last++
      } else if (JOIN_WORDS.has(next.text) && tokens[last + 2] !== undefined) {
        if (DOT_WORDS.has(next.text)) {
          dots++
          spelled++
        }
        last += 2
      } else break
    }
    // "at" and "chez" are also words.
    const bracketed = /[([{] ?$/.test(before(scene, start, 2))
    if (dots === 0 || (spelled === 0 && !bracketed && (word === 'at' || word === 'chez'))) continue
    let first = i - 1
    while (first > 0 && i - first < 12 && joins(first - 1)) {
      const gap = text.slice(tokens[first - 1]?.end, tokens[first]?.start)
      if (/^[._-]$/.test(gap)) first--
      else if (JOIN_WORDS.has(tokens[first - 1]?.text ?? '') && first >= 2 && joins(first - 2)) first -= 2
      else break
    }
    const from = tokens[first]
    const to = tokens[last]
    if (from && to) mark(scene, from.start, to.end, 'EMAIL')
  }
}

const NETWORK = enlist(
  'insta instagram ig facebook fb face snap snapchat tiktok telegram twitter discord signal messenger skype user username usuario usuaria perfil profil handle nick nickname'.split(
    ' ',
  ),
)
const HANDLE = /[\s:=@]{1,3}(?:(?:de|is|e|es|:)\s)?([a-z0-9_.]{3,40})/y

/** A name behind that of a network: "snap ketylaflr.01". A plain word there is a handle only if it holds a digit, a point or a stroke, or is none of any list. */
function findHandles(scene: Scene): void {
  const { listed, text } = scene
  if ((scene.signs & NETWORK) === 0) return
  for (const t of listed) {
    if ((t.signs & NETWORK) === 0 || isMasked(scene, t)) continue
    const name = matchAt(HANDLE, scene, t.end)?.[1]?.replace(/\.+$/, '')
    const at = HANDLE.lastIndex
    if (name === undefined) continue
    const start = text.indexOf(name, Math.max(t.end, at - name.length - 3))
    if (!/[\d_]|\w\.\w/.test(name) && !(APPS.has(t.text) && isChosen(scene, t.index + 1, start))) continue
    if (scene.masked[start] !== 1) mark(scene, start, start + name.length, 'HANDLE')
  }
}

const APPS = new Set(
  'insta instagram ig facebook fb face snap snapchat tiktok telegram twitter discord skype'.split(' '),
)
const IN_APP = /\b(?:en|em|no|on|sur|in|su|seu|her|his|son|mi|meu|minha|my|mon) $/

/** "en TikTok larosi": right behind it, a word that is in no list of any language. */
function isChosen(scene: Scene, index: number, start: number): boolean {
  const next = scene.tokens[index]
  const app = scene.tokens[index - 1]
  return (
    next?.start === start &&
    app !== undefined &&
    IN_APP.test(before(scene, app.start, 8)) &&
    next.end - next.start >= SHORTEST &&
    next.letterCase === 'lower' &&
    next.flags === 0 &&
    !next.anywhere &&
    next.rank === 0
  )
}

/** "nalvinha_ofc": a word with an underscore is one that somebody chose, or a file's name. */
function findStrokes(scene: Scene): void {
  const { text } = scene
  for (let at = text.indexOf('_'); at >= 0; at = text.indexOf('_', at + 1)) {
    let from = at
    while (from > 0 && at - from < LONGEST && isOfHandle(text.charCodeAt(from - 1))) from--
    let to = at + 1
    while (to < text.length && to - at < LONGEST && isOfHandle(text.charCodeAt(to))) to++
    while (to > from && text[to - 1] === '.') to--
    const name = text.slice(from, to)
    if (LETTERS.test(name) && !BLANK.test(name) && name.length >= SHORTEST && scene.masked[at] !== 1)
      mark(scene, from, to, 'HANDLE')
    at = Math.max(at, to - 1)
  }
}
const isOfHandle = (unit: number): boolean => isLetterOrDigit(unit) || unit === 46 || unit === 95
const LETTERS = /[a-z].*_|_.*[a-z]/
/** Several are a form's blank. */
const BLANK = /__|_$|^_/
const SHORTEST = 5

/** "yoli punto guion bajo 22", "shan underscore xo": a name that is dictated sign by sign. */
function findDictated(scene: Scene): void {
  if ((scene.signs & STROKE) === 0) return
  const { tokens } = scene
  const isBeside = (i: number): boolean => /^ ?$/.test(gapAfter(scene, i)) || gapAfter(scene, i) === ', '
  const isJoin = (i: number): boolean => JOIN_WORDS.has(tokens[i]?.text ?? '')
  for (const { index, text: word, signs } of scene.listed) {
    if ((signs & STROKE) === 0) continue
    const isStroke = word === 'underscore' || word === 'underline' || LOW.has(tokens[index + 1]?.text ?? '')
    if (!isStroke) continue
    let first = index
    while (first > 0 && isBeside(first - 1) && (isJoin(first) || isJoin(first - 1)) && index - first < 12) first--
    let last = index
    while (last + 1 < tokens.length && isBeside(last) && (isJoin(last) || isJoin(last + 1)) && last - index < 12) last++
    const [from, to] = [tokens[first], tokens[last]]
    if (first < index && from !== undefined && to !== undefined && !isMasked(scene, from))
      mark(scene, from.start, to.end, 'HANDLE')
  }
}
const STROKE = enlist(['guion', 'tiret', 'traco', 'raya', 'barra', 'underscore', 'underline'])
const LOW = new Set(['bajo', 'baja', 'baixo', 'baixa', 'bas', 'abajo'])
