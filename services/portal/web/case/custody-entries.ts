import type { OpenedFile } from '@amparo/client'

interface Party {
  readonly hub: string
  readonly agency: string
}

/** Besides who had the file and gave it to whom: what became of an item that was handed over on a request. */
export type CustodyAct = 'taken_in' | 'handed_over' | 'received' | 'returned' | 'destroyed' | 'held_again' | 'came_back'

/** What an entry of a chain of custody says (docs/bundles.md). */
export interface CustodyEntry {
  readonly number: number
  readonly act: CustodyAct
  readonly by: Party
  readonly to: Party | null
  readonly at: string
  readonly item: string
  readonly signer: string
  readonly stamped: boolean
}

/** As the hub keeps it, whose signed answer it came in: what is shown here is not what a court relies on, which is verified offline. */
export const custodyEntries = ({ custody }: Pick<OpenedFile, 'custody'>): readonly CustodyEntry[] =>
  custody.map(({ base64, timestamp }) => {
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
    const entry = JSON.parse(new TextDecoder().decode(bytes)) as Omit<CustodyEntry, 'stamped'>
    return { ...entry, stamped: timestamp !== undefined }
  })
