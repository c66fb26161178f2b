interface Party {
  readonly hub: string
  readonly agencyId: string
}

/** A file that a request names, by codes, and on which side. */
export interface NamedFile {
  readonly itemId: string
  /** Hex. */
  readonly sha256: string
  readonly handling: string
  readonly source: string
  readonly information: string
  /** What is said of the victims in it and the other state; empty: nothing. */
  readonly victims: string
  /** sender, recipient */
  readonly side: string
}

/** The central authorities of a request, and which of them the reader is. */
interface Between {
  readonly role: string
  readonly sender?: Party | undefined
  readonly recipient?: Party | undefined
}

interface Goes {
  readonly own: Party
  readonly other: Party
  readonly side: 'sender' | 'recipient'
}

/** From which central authority to which, for whoever is one of them. Undefined: for everybody else, and until it is signed. */
export function goesBetween({ role, sender, recipient }: Between): Goes | undefined {
  if (sender === undefined || recipient === undefined) return undefined
  const [asking, asked] = [sender, recipient].map(({ hub, agencyId }) => ({ hub, agencyId }))
  if (asking === undefined || asked === undefined) return undefined
  if (role === 'sender') return { own: asking, other: asked, side: role }
  return role === 'recipient' ? { own: asked, other: asking, side: role } : undefined
}

/** Whose file it would be that comes from one to the other. Undefined: it is between others. */
export function sideFrom(
  { sender, recipient }: Pick<Between, 'sender' | 'recipient'>,
  from: Party,
  to: Party,
): 'sender' | 'recipient' | undefined {
  const is = (one: Party | undefined, other: Party) => one?.hub === other.hub && one.agencyId === other.agencyId
  if (is(sender, from) && is(recipient, to)) return 'sender'
  return is(recipient, from) && is(sender, to) ? 'recipient' : undefined
}
