import { fileOpened, fileRefused, fileStored } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { stateFile } from '../commands/state-about.ts'

/** What became of a file from a peer, once for the whole of it. */
export const onFileOutcome = (state: ReturnType<typeof stateFile>) => [
  on(fileStored, (file, tx) => state(tx, file, 'delivered')),
  on(fileRefused, (file, tx) => state(tx, file, 'refused', file.code)),
  on(fileOpened, (file, tx) => state(tx, file, 'retrieved')),
]
