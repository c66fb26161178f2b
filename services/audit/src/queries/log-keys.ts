import { type NoteKey, noteKeyText } from '@amparo/crypto/tlog'
import type { Store } from '@amparo/store'
import { minimumOf } from '../store/minimum.ts'
import type { WitnessConfig } from '../witness-config.ts'

interface Named {
  readonly log: NoteKey
  /** As a witness of other logs. */
  readonly own: NoteKey
  readonly witness: WitnessConfig
}

/** As `audit:verify --keys` takes them, and from which leaf on the log is kept. */
export const getLogKeys = ({ read }: Pick<Store, 'read'>, { log, own, witness }: Named) => {
  const keys = [
    `log ${noteKeyText(log)}`,
    ...witness.witnesses.map(({ key }) => `witness ${noteKeyText(key)}`),
    `# as a witness of other logs: ${noteKeyText(own)}`,
  ]
  return async (): Promise<string> => {
    const minimum = await read(minimumOf)
    return [...keys, ...(minimum > 0 ? [`minimum ${minimum}`] : []), ''].join('\n')
  }
}
