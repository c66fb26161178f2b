import type { Store } from '@amparo/store'
import type { Account, FindAccount, KoaContextWithOIDC } from 'oidc-provider'
import type { AgencyListed } from '../ports/agencies.ts'
import { findAccount, type StoredAccount } from '../store/accounts.ts'
import { away } from './away.ts'

const stored = new WeakMap<Account, StoredAccount>()
const UUID = /^[0-9a-f-]{36}$/

/**
 * Read and asked anew for each request: somebody who is taken off the list, or whose agency is suspended, gets no further token, and nobody does
 * while the directory does not say.
 */
export const findPerson =
  ({ read }: Pick<Store, 'read'>, agencyListed: AgencyListed): FindAccount =>
  async (_ctx, sub) => {
    const found = UUID.test(sub) ? await read(reader => findAccount(reader, sub)) : undefined
    if (!found || !(await agencyListed(found.agencyId).catch(away))) return undefined
    const account: Account = {
      accountId: found.id,
      claims: () => ({ sub: found.id, agency: found.agencyId, roles: [...found.roles] }),
    }
    stored.set(account, found)
    return account
  }

export const accountIn = (ctx: KoaContextWithOIDC): StoredAccount | undefined =>
  ctx.oidc.account && stored.get(ctx.oidc.account)
