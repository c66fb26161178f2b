import { z } from 'zod'
import { agencyTypes } from './codes.ts'
import { ROLES } from './scopes.ts'
import { writtenLine } from './written-line.ts'

/** As typed, but for case and Unicode form: letters and digits of any script, and . _ - @ + */
const username = z
  .string()
  .regex(/^[\p{L}\p{M}\p{N}._@+-]{1,100}$/u)
  .refine(text => text === canonicalUsername(text), { message: 'not canonical' })

/** As it is written. So that somebody who looks at a relative is noticed; shown to nobody. */
const written = writtenLine()

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

type User = z.output<typeof user>

const unique = (values: readonly string[]) => new Set(values).size === values.length

const MIGRATION = ['migration_protection', 'migration_enforcement']

const fullName = ({ givenNames, familyNames }: User) =>
  givenNames === undefined || familyNames === undefined
    ? undefined
    : canonicalUsername(`${givenNames} ${familyNames}`)
        .normalize('NFD')
        .replaceAll(/\p{M}|\s+/gu, '')

/** Without a name nobody could tell whether a person is in the other one, too. */
const isNamedWhereItCounts = (one: User) => !MIGRATION.includes(one.agencyType) || fullName(one) !== undefined

/** Nobody belongs to both (rules: States that a person may fear). Namesakes are told apart by a second name. */
function inBothMigrationAgencies(users: readonly User[]): boolean {
  const [protecting, enforcing] = MIGRATION.map(type =>
    users.filter(({ agencyType }) => agencyType === type).map(fullName),
  )
  return protecting?.some(name => name !== undefined && enforcing?.includes(name)) === true
}

/** The people of a hub, as provisioning writes them for `accounts`. The file is 0600. */
export const usersFile = z
  .strictObject({ users: z.array(user) })
  .refine(({ users }) => unique(users.map(({ id }) => id)), { message: 'an id stands twice', path: ['users'] })
  .refine(({ users }) => unique(users.map(u => u.username)), { message: 'a username stands twice', path: ['users'] })
  // A second factor is one person's: two accounts with one are one person in two agencies.
  .refine(({ users }) => unique(users.map(({ totpSecret }) => totpSecret)), {
    message: 'a second factor stands twice',
    path: ['users'],
  })
  .refine(({ users }) => users.every(isNamedWhereItCounts), {
    message: 'somebody of a migration agency has no name',
    path: ['users'],
  })
  .refine(({ users }) => !inBothMigrationAgencies(users), {
    message: 'somebody stands in migration protection and in migration enforcement',
    path: ['users'],
  })
export type UsersFile = z.output<typeof usersFile>

/** Two spellings of one username are one username (RFC 8265, UsernameCaseMapped in spirit). */
export function canonicalUsername(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
