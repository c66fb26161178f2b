import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { HUB_CODE } from '@amparo/kernel'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import type { Directory } from '../queries/directory.ts'
import { hubView, sealCertificateView, statementView, toHubView, toStatementView } from './views.ts'

const hub = z.string().regex(HUB_CODE)

export const hubRoute = (app: HttpApp, directory: Directory): void => {
  app.get(
    '/hubs/:hub',
    { schema: { params: z.strictObject({ hub }), response: { 200: hubView } }, config: { scope: 'directory:read' } },
    async request => {
      const found = await directory.hub(request.params.hub)
      if (found === undefined) throw errors.no_such_hub()
      return toHubView(found)
    },
  )
}

/** To which forms are sealed. Clients believe it only if their pinned jurisdiction has certified it. */
export const sealCertificateRoute = (app: HttpApp, directory: Directory, own: string): void => {
  app.get(
    '/hubs/own/seal-certificate',
    { schema: { response: { 200: sealCertificateView } }, config: { scope: 'directory:read' } },
    async () => {
      const found = (await directory.hub(own))?.certificates.find(({ use }) => use === 'redaction_seal')
      if (found === undefined) throw errors.seal_certificate_missing()
      return { hub: own, armored: found.armored, fingerprint: found.fingerprint }
    },
  )
}

/** How old what the directory holds is. */
export const statementRoute = (app: HttpApp, directory: Directory, now: Clock): void => {
  app.get(
    '/hubs/own/statement',
    { schema: { response: { 200: statementView } }, config: { scope: 'directory:read' } },
    async () => {
      const found = await directory.statement()
      if (found === undefined) throw errors.no_such_hub()
      return toStatementView(found, now())
    },
  )
}
