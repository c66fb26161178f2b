import { linesBesideKeys } from '@amparo/crypto'
import type { JournalNoted } from '../store/journal-noted.ts'

/** In a file beside the key-encryption keys: whoever cuts the journal and what the keys database noted of it does not reach it. */
export function journalBesideKeys(dir: string): JournalNoted {
  const lines = linesBesideKeys(dir, 'journal-lines', /^[1-9]\d{0,15} [0-9a-f]{64}$/)
  const read = async () =>
    (await lines.read()).map(line => {
      const [sequence, hash = ''] = line.split(' ')
      return { sequence: Number(sequence), hash }
    })
  return {
    noteLine: async ({ sequence, hash }) => {
      const known = await read()
      if (!known.some(line => line.sequence === sequence)) await lines.add([`${sequence} ${hash}`])
    },
    lastNoted: async () => {
      const known = await read()
      const last = Math.max(...known.map(({ sequence }) => sequence))
      return known.find(({ sequence }) => sequence === last)
    },
  }
}

/** Whether it can be written there. A folder that is mounted read-only must not keep anybody from being found in an emergency. */
export const canNoteBesideKeys = (dir: string): Promise<boolean> =>
  linesBesideKeys(dir, 'journal-lines', /^$/)
    .add([])
    .then(
      () => true,
      () => false,
    )
