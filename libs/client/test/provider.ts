import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'

/** One user of a fictional hub. The secret is that of RFC 6238's examples. */
export const USER = {
  id: '6a8c1c0e-3d86-4a0e-9d0c-0f7f0f3b8a02',
  agency: '0d9c1c0e-3d86-4a0e-9d0c-0f7f0f3b8a01',
  username: 'ana.ficticia',
  password: 'correct horse & "battery"',
  totpSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
}

export interface TestProvider {
  readonly issuer: string
  /** What was posted to the sign-in page. */
  readonly posted: URLSearchParams[]
  /** The next sign-in pages answer with this form target instead. */
  formAction: string | undefined
  close(): Promise<void>
}

const page = (action: string) => `<!doctype html><html><body><h1>Sign in</h1>
<form method="get" action="/search"><input name="q"></form>
<form class="sign-in" method="post" action="${action.replaceAll('&', '&amp;')}">
  <input type="hidden" name="csrf" value="a&amp;b&#x27;c">
  <input name="username" autocomplete="username"><input type="password" name="password"><input name='code'>
  <button name="go" value="1">Go</button>
</form></body></html>`

const body = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return new URLSearchParams(Buffer.concat(chunks).toString())
}

/** A real OpenID Provider with a sign-in page of its own, on a free port. */
export async function startProvider(
  options: { refreshTokens?: boolean; dpopNonce?: boolean } = {},
): Promise<TestProvider> {
  const server: Server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, await configuration(options))
  provider.on('server_error', (_, error) => {
    throw error
  })
  const state = { issuer, posted: [] as URLSearchParams[], formAction: undefined as string | undefined }

  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return provider.callback()(request, response)
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(state.formAction ?? request.url))
      return
    }
    const form = await body(request)
    state.posted.push(form)
    const known = form.get('username') === USER.username && form.get('password') === USER.password
    if (!known) {
      response.writeHead(401, { 'content-type': 'text/html' }).end(page(request.url))
      return
    }
    const grant = new provider.Grant({ accountId: USER.id, clientId: 'amparo-client' })
    grant.addOIDCScope('openid offline_access')
    grant.addResourceScope('urn:amparo:hub:XA', 'referral:read view:open')
    const login = { accountId: USER.id, acr: 'urn:amparo:acr:mfa', amr: ['pwd', 'otp'] }
    const result = { login, consent: { grantId: await grant.save() } }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  })
  return Object.assign(state, {
    close: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
}

async function configuration({ refreshTokens = true, dpopNonce = false }): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), kid: 'k1', use: 'sig', alg: 'EdDSA' }
  return {
    jwks: { keys: [jwk as never] },
    cookies: { keys: ['a cookie key of a test'] },
    clients: [
      {
        client_id: 'amparo-client',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        id_token_signed_response_alg: 'EdDSA',
        dpop_bound_access_tokens: true,
      },
    ],
    enabledJWA: { idTokenSigningAlgValues: ['EdDSA'] },
    acrValues: ['urn:amparo:acr:mfa'],
    scopes: ['openid', 'offline_access'],
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    issueRefreshToken: () => refreshTokens,
    extraTokenClaims: (_, token) => ({
      agency: USER.agency,
      hub: 'XA',
      auth_time: 'authTime' in token ? token.authTime : Math.floor(Date.now() / 1000),
    }),
    features: {
      devInteractions: { enabled: false },
      dPoP: {
        enabled: true,
        ...(dpopNonce ? { nonceSecret: Buffer.alloc(32, 7), requireNonce: () => true } : {}),
      },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'referral:read view:open',
          audience: 'urn:amparo:hub:XA',
          accessTokenTTL: 300,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'EdDSA' } },
        }),
      },
    },
  }
}
