import type { AllowedAction, ProtocolView, ReferralView, Text } from '@amparo/client'

export interface Place {
  readonly state: string
  readonly text: Text
  readonly final: boolean
}

/** A way from where it stands now. */
export interface Way {
  readonly to: Place
  /** Steps that lead there, in words. */
  readonly by: readonly Text[]
  /** Who can go it: the reader, now or once something else is done; somebody else; or the system, on news or when time is up. */
  readonly who: 'you' | 'blocked' | 'other' | 'system'
}

export interface StateMap {
  /** States that it has been in, first to last, without the one that it is in. */
  readonly past: readonly Place[]
  readonly now: Place
  readonly ways: readonly Way[]
}

const RANK = ['you', 'blocked', 'other', 'system'] as const

/** Where a referral has been, where it stands, and where it can go from there, by the protocol's own account of itself. */
export function stateMap(
  referral: Pick<ReferralView, 'state' | 'stateText' | 'steps' | 'allowedActions'>,
  protocol: ProtocolView | undefined,
): StateMap {
  const place = (state: string): Place => {
    const known = protocol?.states[state]
    if (known === undefined && state === referral.state) return { state, text: referral.stateText, final: false }
    const text = known?.text ?? plain(state)
    return { state, text, final: known?.final === true }
  }
  const visited = referral.steps.filter(({ effective }) => effective).map(({ state }) => state)
  const changes = visited.filter((state, i) => state !== visited[i - 1])
  const past = (changes.at(-1) === referral.state ? changes.slice(0, -1) : changes).map(place)
  return { past, now: place(referral.state), ways: waysOf(referral, protocol, place) }
}

const plain = (id: string): Text => {
  const words = id.replaceAll('-', ' ')
  return { es: words, en: words, fr: words, pt: words }
}

function waysOf(
  { state, allowedActions }: Pick<ReferralView, 'state' | 'allowedActions'>,
  protocol: ProtocolView | undefined,
  place: (state: string) => Place,
): readonly Way[] {
  const ways = new Map<string, { to: Place; by: Text[]; who: Way['who']; grave: boolean }>()
  for (const [name, { text, by, from, to }] of Object.entries(protocol?.steps ?? {})) {
    if (to === undefined || to === state || from === undefined) continue
    const leadsFromHere =
      from === 'any' || (from === 'open' ? protocol?.states[state]?.final !== true : from.includes(state))
    if (!leadsFromHere) continue
    const action = allowedActions.find(one => one.step === name)
    const who = whose(action, by)
    const grave = action?.grave === true
    const known = ways.get(to)
    if (known === undefined) ways.set(to, { to: place(to), by: [text], who, grave })
    else {
      known.by.push(text)
      known.grave &&= grave
      if (RANK.indexOf(who) < RANK.indexOf(known.who)) known.who = who
    }
  }
  // What is mostly wanted first, what cannot be taken back last.
  const rank = ({ who, grave }: { who: Way['who']; grave: boolean }) => RANK.indexOf(who) + (grave ? 0.5 : 0)
  return [...ways.values()].toSorted((a, b) => rank(a) - rank(b))
}

function whose(action: AllowedAction | undefined, by: string | undefined): Way['who'] {
  if (action !== undefined) return (action.missing ?? []).length > 0 ? 'blocked' : 'you'
  return by === 'either' || by === 'sender' || by === 'recipient' ? 'other' : 'system'
}
