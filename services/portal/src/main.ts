import type { AddressInfo } from 'node:net'
import { type Env, parseConfig, textReadAnew } from '@amparo/config'
import { buildHttp, createTokenVerifier, type Running, serviceMain } from '@amparo/http'
import { createLog, defineLog } from '@amparo/observability'
import { buildApp } from './app.ts'
import { portalConfig } from './config.ts'
import { ensurePage } from './page/ensure.ts'

const messages = defineLog({
  'page.ready': ['built', 'milliseconds'],
  'service.started': ['port'],
  'service.stopped': [],
})

export async function start(env: Env): Promise<Running> {
  const config = parseConfig(portalConfig, env)
  const log = createLog({ service: 'portal', hub: config.AMPARO_HUB, level: config.AMPARO_LOG_LEVEL })
  const began = performance.now()
  const { page, built } = await ensurePage()
  messages['page.ready'](log, { built, milliseconds: Math.round(performance.now() - began) })
  const verifier = createTokenVerifier({
    issuer: config.AMPARO_ISSUER,
    audience: config.AMPARO_AUDIENCE,
    jwksUrl: config.AMPARO_JWKS_URL,
    hub: config.AMPARO_HUB,
  })
  // No limit of requests here: behind one address may be a whole agency, and each service counts by user.
  const http = await buildHttp({ service: 'portal', log, verifier })
  const jurisdiction = textReadAnew(env['AMPARO_JURISDICTION_CERT_FILE'], config.AMPARO_JURISDICTION_CERT_FILE)
  await buildApp({ http, page, config, jurisdiction })
  await http.listen({ host: config.AMPARO_HTTP_HOST, port: config.AMPARO_HTTP_PORT })
  const port = portOf(http.server.address())
  messages['service.started'](log, { port })
  return {
    port,
    stop: async () => {
      await http.close()
      messages['service.stopped'](log, {})
    },
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('not listening on a port')
  return address.port
}

if (import.meta.main) await serviceMain('portal', start, process.env)
