import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { interactionPolicy } from 'oidc-provider'
import { lastUsed } from '../store/models.ts'

const { Check, base } = interactionPolicy

/** As long as the page waits before it locks (services/portal/web/app/session.tsx). */
const UNUSED_SECONDS = 15 * 60

/** When somebody has to sign in although there is a session. Nobody is asked for consent: both clients are ours. */
export function signInPolicy({ store, now }: { store: Pick<Store, 'read'>; now: Clock }): interactionPolicy.Prompt[] {
  const policy = base()
  policy.get('consent')?.checks.clear()
  policy.get('login')?.checks.add(
    new Check('account_gone', 'this account is no longer there', 'login_required', ctx => {
      const { session, account } = ctx.oidc
      return session?.accountId !== undefined && account === undefined
    }),
  )
  policy.get('login')?.checks.add(
    // Any program on the machine can call itself our client (RFC 8252, 8.6): a session alone opens nothing for it.
    new Check('native_client', 'a native client needs a sign-in of its own', 'login_required', ctx => {
      const { client, result } = ctx.oidc
      return client?.applicationType === 'native' && result?.login === undefined
    }),
  )
  policy.get('login')?.checks.add(
    // Whoever signs out gives up the tokens first, and may leave before the session's own end is confirmed; a code that came twice was stolen.
    new Check('taken_back', 'what the session gave was taken back', 'login_required', async ctx => {
      const { session, client, result, provider } = ctx.oidc
      if (!session || !client || result?.login !== undefined) return false
      const grantId = session.grantIdFor(client.clientId)
      return grantId !== undefined && (await provider.Grant.find(grantId)) === undefined
    }),
  )
  policy.get('login')?.checks.add(
    // What locks a page must not be undone by loading it again.
    new Check('unused', 'the session was not used for a while', 'login_required', async ctx => {
      const { session, client, result } = ctx.oidc
      if (!session || !client || result?.login !== undefined) return false
      // By this client: agency software renews its tokens all day, and nobody need be there.
      const grantId = session.grantIdFor(client.clientId)
      const by = grantId === undefined ? undefined : await store.read(reader => lastUsed(reader, grantId))
      const used = Math.max(session.loginTs ?? 0, by ?? 0)
      return now().getTime() / 1000 - used > UNUSED_SECONDS
    }),
  )
  return policy
}
