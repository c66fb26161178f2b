import type { Scene } from './scene.ts'
import type { Token } from './tokens.ts'
import { ROLES, type Role } from './types.ts'
import { IS, ROLE } from './words/flags.ts'

const TOLD = ROLES.filter(role => role !== 'third')
const PART = ROLE & ~IS.third
const TIE = IS.relative | IS.minor | IS.witness | IS.victim
/** They address anybody, ask, or announce a name, whoever bears it; or are told of who keeps watch, nurses or rows, and has seen it. */
const VAGUE = new Set(
  'madame master alias vulgo marraine madrina padrino boss patron patrona chef nom nombrada nommee nomme interesse interessee operadora operador atendente signe firmado assinado recibido recebido recibe received recu signed responsable responsavel worker tecnico tecnica captain capitan capitao director directora gardien nurse infirmier infirmiere enfermero enfermera enfermeiro enfermeira funcionario funcionaria promotora barqueiro barquero'.split(
    ' ',
  ),
)
const JOINT = /^(?:[ ,:(]{1,3}|\. )$/
const OF = /^(?:de|del|da|do|du|des|d|of|s|l|la|el|le|the|o|a|su|sua|seu|her|his|son|sa|un|una|une|um|uma|an)$/

/**
 * The role that is told right beside a name: "el encargado, Óscar Cruz", "Fiscal Rosa Paz", "Pierre Duval, administrador,". Not "the manager's
 * wife, Ana" nor "esposa del encargado, Ana", and nothing with another word between.
 */
export function firmRole(scene: Scene, inside: readonly Token[]): Role | undefined {
  const [first] = inside
  const last = inside.at(-1)
  if (first === undefined || last === undefined) return undefined
  return firmBefore(scene, first, last) ?? firmBehind(scene, first, last) ?? firmWithin(inside)
}

function firmBefore(scene: Scene, first: Token, last: Token): Role | undefined {
  const { tokens, text } = scene
  for (let i = first.index - 1; i >= 0 && first.index - i <= 3; i--) {
    const t = tokens[i]
    const gap = t === undefined ? '' : text.slice(t.end, tokens[i + 1]?.start)
    if (t === undefined || !JOINT.test(gap)) return undefined
    const role = roleOf(t)
    if (role !== undefined) return isTied(scene, i) || !belongs(scene, i, gap, last) ? undefined : role
    if ((t.flags & IS.title) === 0) return undefined
  }
  return undefined
}

/**
 * Whether a role and a name with a mark between them are one person. Behind a comma another part of the sentence may begin: "According to
 * the prosecutor, Ana was hit", "Sold by the recruiter, Ana, fifteen, …", "the owner, Ana and I"; behind a colon what the speaker says.
 */
function belongs(scene: Scene, at: number, gap: string, last: Token): boolean {
  const behind = scene.text.slice(last.end, last.end + 2)
  const ends = /^(?:[.;)\n]|$)/.test(behind)
  if (gap.includes('.')) return (scene.tokens[at] as Token).common === false
  if (gap.includes('(')) return /^[),]/.test(behind)
  if (gap.includes(':')) return ends && opens(scene, at)
  return !gap.includes(',') || ends || (/^,| \(/.test(behind) && opens(scene, at) && !isListed(scene, last))
}

/** Whether a sentence, a line or a part of a sentence begins here, but for a title, and of an office its article. */
function opens({ tokens, text }: Scene, at: number, isOffice = true): boolean {
  for (let i = at; i >= 0; i--) {
    const t = tokens[i] as Token
    if (i < at && isOffice && JOINING.test(t.text)) return true
    if (i < at && (t.flags & IS.title) === 0 && !(isOffice && ARTICLE.test(t.text))) return false
    const before = text.slice(tokens[i - 1]?.end, t.start)
    if (t.first || i === 0 || (isOffice && !/^(?: |['’]|-)$/.test(before))) return true
  }
  return false
}
const ARTICLE = /^(?:el|la|the|le|l|o|a|an?|un|una|une|uma?)$/
const JOINING =
  /^(?:que|qu|y|e|and|et|pero|mas|mais|but|that|donde|onde|ou|where|cuando|quando|quand|when|porque|because|car|si|se|if)$/

/** Whether a name is one of several that are told one after the other: "Ana, Rosa", "Ana y Rosa", "Ana, y". */
function isListed({ tokens, text }: Scene, last: Token): boolean {
  const next = tokens[last.index + 1]
  if (next === undefined || !/^ ?,? ?$/.test(text.slice(last.end, next.start))) return false
  if (/^(?:y|e|and|et)$/.test(next.text)) return true
  return next.quiet ? (next.given || next.family) && !next.common : next.letterCase !== 'lower'
}

/**
 * "Pierre Duval, administrador," but not "told Ana, the manager took it"; with an article only of whom the sentence begins with, for "To Ana, the
 * manager, owed money" and "there slept Ana, the manager, and others" tell of two.
 */
function firmBehind(scene: Scene, first: Token, last: Token): Role | undefined {
  const { tokens, text } = scene
  const next = tokens[last.index + 1]
  if (next === undefined || !/^ ?[,(] ?$/.test(text.slice(last.end, next.start))) return undefined
  const named = ARTICLE.test(next.text)
  const t = named ? tokens[last.index + 2] : next
  const role = t === undefined ? undefined : roleOf(t)
  if (t === undefined || role === undefined || (named && !opens(scene, first.index, false))) return undefined
  return /^(?:[,.;)]| (?:de|del|da|do|du|of) )/.test(text.slice(t.end, t.end + 5)) && !isListed(scene, t)
    ? role
    : undefined
}

/** A name that was marked with its office: "Fiscal Paz". */
const firmWithin = ([first, second]: readonly Token[]): Role | undefined =>
  first !== undefined && second !== undefined && (first.flags & IS.official) !== 0 && first.letterCase !== 'lower'
    ? roleOf(first)
    : undefined

function roleOf(t: Token): Role | undefined {
  if ((t.flags & PART) === 0 || VAGUE.has(t.text)) return undefined
  const found = TOLD.filter(role => (t.flags & IS[role]) !== 0)
  return found.length === 1 ? found[0] : undefined
}

/** "la esposa del encargado", "his mother, the manager": a tie before the role makes it somebody else's. */
function isTied({ tokens, text }: Scene, at: number): boolean {
  if (text.charCodeAt(tokens[at]?.end ?? 0) === 39) return true
  for (let i = at - 1; i >= 0 && at - i <= 4; i--) {
    const t = tokens[i]
    if (t === undefined || /[.;\n]/.test(text.slice(t.end, tokens[i + 1]?.start))) return false
    if ((t.flags & TIE) !== 0) return true
    if (!OF.test(t.text) && (t.flags & PART) === 0) return false
  }
  return false
}
