import type { KeyObject } from 'node:crypto'
import { canonicalUsername } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { type SignedIn, seconds } from '../domain/account.ts'
import { errors } from '../domain/errors.ts'
import { whoseSignInsAreOver } from '../domain/sign-ins.ts'
import { messages } from '../log.ts'
import type { AgencyListed } from '../ports/agencies.ts'
import { anyCredentials, type Credentials, findCredentials, holdCredentials, useStep } from '../store/accounts.ts'
import type { TryLimit } from './limit-tries.ts'
import type { CheckPassword } from './password-check.ts'
import { openTotpSecret, stepOfCode } from './totp-code.ts'

export interface SignInCommand {
  readonly username: string
  readonly password: string
  readonly code: string
  readonly address: string
}
export interface SignInDeps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly tries: TryLimit
  readonly checkPassword: CheckPassword
  readonly agencyListed: AgencyListed
  readonly totpKey: KeyObject
  readonly log: Log
  readonly now: Clock
}
/**
 * Password and one-time code, both checked whatever the outcome of the other, and checked against somebody else's when
 * the name is unknown: neither answer nor time tells what was wrong. Throws one of domain/errors.ts.
 */
export type SignIn = (command: SignInCommand) => Promise<SignedIn>

export const signIn =
  (deps: SignInDeps): SignIn =>
  async ({ username: typed, password, code, address }) => {
    const { store, tries, log } = deps
    const username = canonicalUsername(typed)
    await tries.count({ username, address })
    const { credentials, known } = await store.read(async reader => {
      const own = await findCredentials(reader, username)
      return { credentials: own ?? (await anyCredentials(reader)), known: own !== undefined }
    })
    const signedInAt = credentials && (await bothRight(deps, credentials, { password, code, known }))
    if (credentials === undefined || signedInAt === undefined) {
      messages['sign-in.refused'](log, { userId: known ? credentials?.id : undefined })
      throw errors.sign_in_refused()
    }
    if (!(await deps.agencyListed(credentials.agencyId))) {
      messages['sign-in.agency-refused'](log, { userId: credentials.id, agencyId: credentials.agencyId })
      throw errors.agency_not_listed()
    }
    await tries.succeeded({ username, address })
    messages['sign-in.succeeded'](log, { userId: credentials.id, agencyId: credentials.agencyId })
    // The hash and the secret stay here.
    const { id, agencyId, agencyType, roles } = credentials
    return { id, agencyId, agencyType, roles, signedInAt }
  }

/** When that was, if they are. */
async function bothRight(
  { store, checkPassword, totpKey, now }: SignInDeps,
  credentials: Credentials,
  given: { password: string; code: string; known: boolean },
): Promise<number | undefined> {
  const passwordRight = await checkPassword(given.password, credentials.passwordHash)
  const { id: accountId, totpSecret: sealed } = credentials
  const at = now()
  const step = stepOfCode(given.code, { key: totpKey, sealed, accountId, now: at })
  if (!given.known || !passwordRight || step === undefined) return undefined
  const opened = (of: Credentials) => ({ ...of, totpSecret: openTotpSecret(totpKey, of.totpSecret, of.id) })
  return store.run(async tx => {
    // The password was being checked for a while: what was changed meanwhile ends the sign-ins of before, of which this would be one more.
    const current = await holdCredentials(tx, accountId)
    const isOver = current === undefined || whoseSignInsAreOver([opened(credentials)], [opened(current)]).length > 0
    return isOver ? undefined : useStep(tx, accountId, step, seconds(at))
  })
}
