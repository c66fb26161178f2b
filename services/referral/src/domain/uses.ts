import type { Coded, Run } from '@amparo/protocols'

/** Another use of what was sent, as its recipient asked for it and its sender answered, by the steps of their protocol. */
export interface AskedUse {
  /** As the protocol names it. */
  readonly use: string
  /** Its place among all that were asked for, from 1. */
  readonly n: number
  readonly state: 'asked' | 'permitted' | 'refused'
  /** Of one that was permitted: as the protocol names it; `announced` where telling is enough. */
  readonly how: string
  /** The end of the last day on which it is permitted, UTC. */
  readonly until?: Date
}

export const TO_DEFENCE = 'disclose-to-defence'
const DAY_MS = 86_400_000

/** The last answer to each use; one that has none was asked for. What clears an accused needs telling only, where a treaty lets it. */
export function usesOf({ entries }: Pick<Run, 'entries'>): AskedUse[] {
  const all: AskedUse[] = []
  const answer = (said: Pick<AskedUse, 'state' | 'how' | 'until'>) => {
    const last = all.findLastIndex(one => one.state === 'asked')
    const asked = all[last]
    if (asked !== undefined) all[last] = { ...asked, ...said }
  }
  for (const { taken, effective } of entries) {
    if (!effective) continue
    const { step, data } = taken
    const n = all.length + 1
    if (step === 'ask-permission') all.push({ use: String(data['use']), n, state: 'asked', how: '' })
    if (step === 'permit-use') answer({ state: 'permitted', how: String(data['permitted']), ...untilIn(data) })
    if (step === 'refuse-use') answer({ state: 'refused', how: '' })
    if (step === 'announce-exculpatory' && data['allowedBy'] !== 'permission-given')
      all.push({ use: TO_DEFENCE, n, state: 'permitted', how: 'announced' })
  }
  return [...Map.groupBy(all, ({ use }) => use).values()].flatMap(
    of => of.findLast(({ state }) => state !== 'asked') ?? of.slice(-1),
  )
}

const untilIn = ({ until }: Readonly<Record<string, Coded>>) =>
  typeof until === 'string' ? { until: new Date(Date.parse(`${until}T00:00:00Z`) + DAY_MS) } : {}
