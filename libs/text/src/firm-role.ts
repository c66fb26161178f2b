import type { Scene } from './scene.ts'
import type { Token } from './tokens.ts'
import { ROLES, type Role } from './types.ts'
import { IS, ROLE } from './words/flags.ts'

const TOLD = ROLES.filter(role => role !== 'third')
const PART = ROLE & ~IS.third
const TIE = IS.relative | IS.minor | IS.witness | IS.victim
/** They address anybody, ask, or announce a name, whoever bears it. */
const VAGUE = new Set(
  'madame master alias vulgo marraine madrina padrino boss patron patrona chef nom nombrada nommee nomme interesse interessee operadora operador atendente signe firmado assinado recibido recebido recibe received recu signed responsable responsavel worker tecnico tecnica captain capitan capitao director directora'.split(
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
  return firmBefore(scene, first) ?? firmBehind(scene, last) ?? firmWithin(inside)
}

function firmBefore(scene: Scene, first: Token): Role | undefined {
  const { tokens, text } = scene
  for (let i = first.index - 1; i >= 0 && first.index - i <= 3; i--) {
    const t = tokens[i]
    if (t === undefined || !JOINT.test(text.slice(t.end, tokens[i + 1]?.start))) return undefined
    const role = roleOf(t)
    if (role !== undefined) return isTied(scene, i) ? undefined : role
    if ((t.flags & IS.title) === 0) return undefined
  }
  return undefined
}

/** "Pierre Duval, administrador," but not "told Ana, the manager took it". */
function firmBehind(scene: Scene, last: Token): Role | undefined {
  const { tokens, text } = scene
  const next = tokens[last.index + 1]
  const t =
    next !== undefined && /^(?:el|la|the|le|o|a|an?|un|una|uma?)$/.test(next.text) ? tokens[last.index + 2] : next
  if (t === undefined || next === undefined || !/^ ?[,(] ?$/.test(text.slice(last.end, next.start))) return undefined
  const role = roleOf(t)
  return role !== undefined && /^(?:[,.;)]| (?:de|del|da|do|du|of) )/.test(text.slice(t.end, t.end + 5))
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
