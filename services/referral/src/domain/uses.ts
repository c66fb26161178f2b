import type { Run } from '@amparo/protocols'

/** Another use of what was sent, as its recipient asked for it and its sender answered, by the steps of their protocol. */
export interface AskedUse {
  /** As the protocol names it. */
  readonly use: string
  /** Its place among all that were asked for, from 1. */
  readonly n: number
  readonly state: 'asked' | 'permitted' | 'refused'
  /** Of one that was permitted: as the protocol names it; `announced` where telling is enough. */
  readonly how: string
}

const TO_DEFENCE = 'disclose-to-defence'

/** The last answer to each use; one that has none was asked for. What clears an accused needs telling only, where a treaty lets it. */
export function usesOf({ entries }: Pick<Run, 'entries'>): AskedUse[] {
  const all: AskedUse[] = []
  const answer = (state: AskedUse['state'], how: string) => {
    const last = all.findLastIndex(one => one.state === 'asked')
    const asked = all[last]
    if (asked !== undefined) all[last] = { ...asked, state, how }
  }
  for (const { taken, effective } of entries) {
    if (!effective) continue
    const { step, data } = taken
    const n = all.length + 1
    if (step === 'ask-permission') all.push({ use: String(data['use']), n, state: 'asked', how: '' })
    if (step === 'permit-use') answer('permitted', String(data['permitted']))
    if (step === 'refuse-use') answer('refused', '')
    if (step === 'announce-exculpatory' && data['allowedBy'] !== 'permission-given')
      all.push({ use: TO_DEFENCE, n, state: 'permitted', how: 'announced' })
  }
  return [...Map.groupBy(all, ({ use }) => use).values()].flatMap(
    of => of.findLast(({ state }) => state !== 'asked') ?? of.slice(-1),
  )
}
