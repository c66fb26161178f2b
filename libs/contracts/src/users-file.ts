import { z } from 'zod'
import { agencyTypes } from './codes.ts'
import { ROLES } from './scopes.ts'

/** As typed, but for case and Unicode form: letters and digits of any script, and . _ - @ + */
const username = z
  .string()
  .regex(/^[\p{L}\p{M}\p{N}._@+-]{1,100}$/u)
  .refine(text => text === canonicalUsername(text), { message: 'not canonical' })

/** As it is written. So that somebody who looks at a relative is noticed; shown to nobody. */
const written = z.string().trim().min(1).max(200)

const user = z.strictObject({
  id: z.uuid(),
  username,
  givenNames: written.optional(),
  familyNames: written.optional(),
  agencyId: z.uuid(),
  agencyType: z.string().refine(code => agencyTypes.is(code), { message: 'unknown_code' }),
  roles: z.array(z.enum(ROLES)).min(1),
  /** As @amparo/crypto writes it: scrypt$<N>$<r>$<p>$<salt>$<key> */
  passwordHash: z.string().regex(/^scrypt\$\d+\$\d+\$\d+\$[\w-]+\$[\w-]+$/),
  /** Base32 (RFC 4648), 128 bits at least (RFC 4226, R6). */
  totpSecret: z.string().regex(/^[A-Z2-7]{26,128}$/),
})

const unique = (values: readonly string[]) => new Set(values).size === values.length

/** The people of a hub, as provisioning writes them for `accounts`. The file is 0600. */
export const usersFile = z
  .strictObject({ users: z.array(user) })
  .refine(({ users }) => unique(users.map(({ id }) => id)), { message: 'an id stands twice', path: ['users'] })
  .refine(({ users }) => unique(users.map(u => u.username)), { message: 'a username stands twice', path: ['users'] })
export type UsersFile = z.output<typeof usersFile>

/** Two spellings of one username are one username (RFC 8265, UsernameCaseMapped in spirit). */
export function canonicalUsername(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
