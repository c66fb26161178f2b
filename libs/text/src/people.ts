import { firmRole } from './firm-role.ts'
import { isFixed, type Mark } from './marks.ts'
import type { Scene } from './scene.ts'
import { mayBeTaken } from './seed/suspects.ts'
import type { Token } from './tokens.ts'
import { isGuardedBehind } from './told-behind.ts'
import { isOfPerson, type Role } from './types.ts'
import { IS, ROLE } from './words/flags.ts'

export interface Person {
  readonly role: Role
  readonly entity: number
  /** The person the form is about. */
  readonly own: boolean
  /** The role stands right beside the name, and nothing speaks for another one. Only then may it make a name readable. */
  readonly sure: boolean
}

/** What a word of several parts is taken for, first to last. */
const PRECEDENCE: readonly Role[] = ['victim', 'minor', 'relative', 'suspect', 'witness', 'official', 'third']
const CHILD = new Set(
  'nino nina ninito ninita menor bebe guagua menino menina garoto garota crianca fillette enfant gamin gamine mineur mineure child boy girl baby toddler minor infant adolescente'.split(
    ' ',
  ),
)
const REACH_BACK = 7
const REACH_ON = 6

interface Cluster {
  readonly words: Set<string>
  readonly own: boolean
  role: Role | undefined
  /** The role that right beside a mention was told to be this person's; 'doubtful' where several were. */
  firm: Role | 'doubtful' | undefined
  /** Somewhere something speaks for a person to be protected. */
  guarded: boolean
  readonly entity: number
}

/**
 * Who each marked name is, and in what part: names that share their words are one person, and a part told once holds throughout.
 *
 * @param mayBeSuspect of what the record says: whether it says itself that this is the name of a suspect
 */
export function peopleOf(
  scene: Scene,
  marks: readonly Mark[],
  mayBeSuspect: (mark: Mark) => boolean = () => false,
): Map<Mark, Person> {
  const clusters: Cluster[] = []
  const byWord = new Map<string, Cluster[]>()
  const of = new Map<Mark, Cluster>()
  const vague = new Set<Mark>()
  let at = 0
  for (const found of marks) {
    if (!isOfPerson(found.type)) continue
    while (at < scene.tokens.length && (scene.tokens[at]?.end ?? 0) <= found.start) at++
    let end = at
    while (end < scene.tokens.length && (scene.tokens[end]?.start ?? 0) < found.end) end++
    const inside = scene.tokens.slice(at, end)
    const words: string[] = []
    for (const t of inside) if ((t.flags & (IS.particle | IS.function)) === 0 && t.end - t.start > 1) words.push(t.text)
    const own = found.own === true && areSeeded(scene, inside, words)
    const cluster = own ? ownOf(clusters) : (clusterFor(words, byWord) ?? begin(clusters))
    for (const word of words) {
      if (cluster.words.has(word)) continue
      cluster.words.add(word)
      const list = byWord.get(word)
      if (list === undefined) byWord.set(word, [cluster])
      else if (list.length < 8) list.push(cluster)
    }
    of.set(found, cluster)
    const firm = firmRole(scene, inside)
    if (!cluster.own) hear(cluster, roleAround(scene, inside), firm)
    const last = inside.at(-1)
    if (last !== undefined && !cluster.guarded && isGuardedBehind(scene, last)) cluster.guarded = true
    if ((firm === undefined && isVague(inside, words)) || mayBeSeveral(scene, found)) vague.add(found)
  }
  if (!clusters.some(c => c.own || c.role === 'victim')) {
    const first = clusters.find(c => c.role === undefined && c.words.size >= 2)
    if (first !== undefined) first.role = 'victim'
  }
  const mayBeGuarded = likeAnyOf(wordsOfGuarded(clusters))
  const people = new Map<Mark, Person>()
  for (const [found, { own, role, firm, guarded, words, entity }] of of) {
    const told = !own && !guarded && firm !== undefined && firm === role
    const isFree = !isFixed(found) || (role === 'suspect' && found.own !== true && mayBeSuspect(found))
    people.set(found, {
      role: own ? 'victim' : (role ?? 'third'),
      entity,
      own,
      sure: told && isFree && !vague.has(found) && !mayBeGuarded(words),
    })
  }
  return people
}

/** Pairs of words that are compared in one text: to compare by ear is dear. */
const MOST_COMPARED = 4_000

/** Asks whether a word of a name is, or could be taken for, one of others; past so many pairs the answer is yes. */
function likeAnyOf(others: ReadonlySet<string>): (words: ReadonlySet<string>) => boolean {
  let compared = 0
  return words => {
    for (const word of words) {
      if (others.has(word)) return true
      compared += others.size
      if (compared > MOST_COMPARED) return true
      for (const other of others) if (mayBeTaken(word, other)) return true
    }
    return false
  }
}

/** Whether the record itself says every word of a name. */
const areSeeded = (scene: Scene, inside: readonly Token[], words: readonly string[]): boolean =>
  words.every(word => word.length < 3 || inside.some(t => t.text === word && scene.seeded[t.start] === 1))

/** "Doña Gracia", "E. Ruiz": somebody else may bear the same given name, or the same surname with another one. */
const isVague = (inside: readonly Token[], words: readonly string[]): boolean =>
  words.length < 2 &&
  (inside.some(t => t.end - t.start === 1) ||
    inside.some(t => t.given || (t.flags & IS.nameWord) !== 0) ||
    words.length === 0)

/** "WILMER ROJAS, YOVANA MAMANI": the part that is told beside the first is not the other's. */
const mayBeSeveral = ({ text }: Scene, { start, end }: Mark): boolean => APART.test(text.slice(start, end))
const APART = /[,;:\n&|]|[^ .]{3}\. | (?:and|et) /

const GUARDED: ReadonlySet<Role> = new Set<Role>(['victim', 'minor', 'relative', 'witness'])

/** What is told right beside a name outweighs what is told around it. */
function hear(cluster: Cluster, around: Role | undefined, firm: Role | undefined): void {
  cluster.role ??= around
  if ((around !== undefined && GUARDED.has(around)) || (firm !== undefined && GUARDED.has(firm))) cluster.guarded = true
  if (firm === undefined) return
  cluster.firm = cluster.firm === undefined || cluster.firm === firm ? firm : 'doubtful'
  if (cluster.firm !== 'doubtful' || GUARDED.has(firm)) cluster.role = firm
}

/** Whoever shares a word with somebody to be protected may be taken for them, and is not shown. */
function wordsOfGuarded(clusters: readonly Cluster[]): ReadonlySet<string> {
  const words = new Set<string>()
  for (const cluster of clusters) if (cluster.own || cluster.guarded) for (const word of cluster.words) words.add(word)
  return words
}

function begin(clusters: Cluster[], own = false): Cluster {
  const cluster: Cluster = {
    words: new Set(),
    own,
    role: own ? 'victim' : undefined,
    firm: undefined,
    guarded: false,
    entity: clusters.length + 1,
  }
  clusters.push(cluster)
  return cluster
}

const ownOf = (clusters: Cluster[]): Cluster => clusters.find(c => c.own) ?? begin(clusters, true)

const NOBODY: readonly Cluster[] = []

/** The person all of whose words here were met before, or who lacks only new ones of them. */
function clusterFor(words: readonly string[], byWord: ReadonlyMap<string, readonly Cluster[]>): Cluster | undefined {
  for (const word of words)
    for (const cluster of byWord.get(word) ?? NOBODY) {
      let shared = 0
      for (const other of words) if (cluster.words.has(other)) shared++
      if (shared === words.length || shared === cluster.words.size) return cluster
    }
  return undefined
}

function roleAround(scene: Scene, inside: readonly Token[]): Role | undefined {
  const first = inside[0]
  const last = inside.at(-1)
  if (first === undefined || last === undefined) return undefined
  return lookBack(scene, first) ?? lookOn(scene, last)
}

function lookBack({ tokens, text }: Scene, first: Token): Role | undefined {
  let commas = 0
  for (let i = first.index - 1; i >= 0 && first.index - i <= REACH_BACK; i--) {
    const t = tokens[i]
    if (t === undefined) return undefined
    const gap = text.slice(t.end, Math.min(tokens[i + 1]?.start ?? text.length, t.end + 6))
    if (/[;\n]|[.!?] $/.test(gap) && !(t.flags & IS.title) && t.end - t.start > 3) return undefined
    if (gap.includes(',')) commas++
    if (commas > 2) return undefined
    const role = roleOf(t, tokens[i - 1])
    if (role !== undefined && (commas < 2 || first.index - i <= 4)) return role
  }
  return undefined
}

function lookOn({ tokens, text }: Scene, last: Token): Role | undefined {
  for (let i = last.index + 1; i < tokens.length && i - last.index <= REACH_ON; i++) {
    const t = tokens[i]
    if (t === undefined) return undefined
    const gap = text.slice(tokens[i - 1]?.end, t.start)
    if (
      gap.length > 6 ||
      /[.;\n]/.test(gap) ||
      (i === last.index + 1 && !/[,(]/.test(gap) && !/^(?:es|is|e|est|era|was)$/.test(t.text))
    )
      return undefined
    const role = roleOf(t, undefined)
    if (role !== undefined) return role
  }
  return undefined
}

function roleOf(t: Token, before: Token | undefined): Role | undefined {
  if ((t.flags & ROLE) === 0) return undefined
  for (const role of PRECEDENCE) {
    if ((t.flags & IS[role]) === 0) continue
    // "la hermana Luz" is a nun, "su hermana" a sister; a son or daughter may be grown up.
    if (role === 'minor' && !CHILD.has(t.text)) return 'relative'
    if (
      role === 'relative' &&
      (t.flags & IS.third) !== 0 &&
      before?.text !== 'su' &&
      before?.text !== 'sua' &&
      before?.text !== 'her' &&
      before?.text !== 'sa'
    )
      return 'third'
    return role
  }
  return undefined
}
