import { fileBuilt } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { prepareFile, queueFile } from '../commands/files/queue-file.ts'

export const onFileBuilt = (prepare: ReturnType<typeof prepareFile>, queue: ReturnType<typeof queueFile>) =>
  on(
    fileBuilt,
    (built, { id }) => prepare(id, built),
    (built, tx, { occurredAt }, prepared) => queue(tx, built, prepared, occurredAt),
  )
