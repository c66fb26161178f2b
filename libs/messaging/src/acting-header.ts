import type { Acting } from '@amparo/observability'

/** With a question goes of which chain of events it is, so that what the answerer enters in the log of access says the same. */
export const ACTING_HEADER = 'Amparo-Acting'

/** Bytes that it takes at most, as it is sent. */
export const ACTING_ROOM = 160

const WRITTEN = /^([0-9a-f-]{36}) ([a-z:-]{0,64})$/

export const writeActing = ({ correlationId, scope }: Acting): string => `${correlationId} ${scope}`

/** Nothing known, of what is not written so: it is another service's word, and nothing is decided by it. */
export function readActing(text: string | undefined): Acting {
  const [, correlationId = '', scope = ''] = WRITTEN.exec(text ?? '') ?? []
  return { correlationId, scope }
}
