import { parseTilePath } from '@amparo/crypto/tlog'
import { type HttpApp, httpErrors } from '@amparo/http'
import { z } from 'zod'
import type { getTile } from '../queries/tiles.ts'

const schema = {
  description:
    'C2SP tlog-tiles: `tile/<level>/<index>[.p/<width>]` of hashes, `tile/entries/...` of leaves. A leaf shows which service wrote it and when, and commits to the rest.',
  params: z.object({ '*': z.string().max(100) }),
  response: { 200: { description: 'The tile', content: { 'application/octet-stream': { schema: z.any() } } } },
}

/** Public, as the head is: whoever wants to check the log needs no leave from whoever keeps it. */
export function getTileRoute(app: HttpApp, get: ReturnType<typeof getTile>): void {
  app.get('/tile/*', { schema, config: { public: true } }, async (request, reply) => {
    const name = parseTilePath(`tile/${request.params['*']}`)
    if (name === undefined) throw httpErrors.not_found()
    const tile = await get(name)
    // What is in it can never be otherwise.
    return reply
      .headers({ 'cache-control': 'public, max-age=31536000, immutable' })
      .type('application/octet-stream')
      .send(tile)
  })
}
