import type { Acting } from '@amparo/observability'
import { headers, type MsgHdrs } from '@nats-io/transport-node'

/** With a question goes of which chain of events it is, so that what the answerer enters in the log of access says the same. */
const ACTING_HEADER = 'Amparo-Acting'
/** Apart, since an answerer of an earlier release reads the one above as it is. */
const ROLES_HEADER = 'Amparo-Roles'

/** Bytes that they take at most, as they are sent. */
export const ACTING_ROOM = 400

const WRITTEN = /^([0-9a-f-]{36}) ([a-z:-]{0,64})$/
const ROLES = /^[a-z_]{1,32}(?:,[a-z_]{1,32}){0,19}$/
const MOST_OF_ROLES = 200

export function writeActing({ correlationId, scope, roles }: Acting): MsgHdrs {
  const written = headers()
  written.set(ACTING_HEADER, `${correlationId} ${scope}`)
  const held = roles.join(',')
  if (held !== '' && held.length <= MOST_OF_ROLES) written.set(ROLES_HEADER, held)
  return written
}

/** Nothing known, of what is not written so: it is another service's word, and nothing is decided by it. */
export function readActing(written: MsgHdrs | undefined): Acting {
  const [, correlationId = '', scope = ''] = WRITTEN.exec(written?.get(ACTING_HEADER) ?? '') ?? []
  const held = written?.get(ROLES_HEADER) ?? ''
  return { correlationId, scope, roles: held.length <= MOST_OF_ROLES && ROLES.test(held) ? held.split(',') : [] }
}
