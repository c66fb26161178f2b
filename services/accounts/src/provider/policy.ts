import { interactionPolicy } from 'oidc-provider'

const { Check, base } = interactionPolicy

/** When somebody has to sign in although there is a session. Nobody is asked for consent: both clients are ours. */
export function signInPolicy(): interactionPolicy.Prompt[] {
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
  return policy
}
