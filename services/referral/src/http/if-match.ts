import type { HttpApp } from '@amparo/http'
import { z } from 'zod'

const ETAG = /^(?:W\/)?"(\d{1,9})"$/

/** RFC 9110, 13.1.1: one entity tag of ours, or any. */
export const ifMatch = z.looseObject({
  'if-match': z
    .string()
    .refine(value => value === '*' || ETAG.test(value))
    .optional()
    .describe('ETag of the answer on which it was decided: "<version>", in quotation marks; else nothing is compared'),
})

/** The version on which the caller decided, if it says so. */
export function expectedVersion(headers: z.output<typeof ifMatch>): number | undefined {
  const version = ETAG.exec(headers['if-match'] ?? '')?.[1]
  return version === undefined ? undefined : Number(version)
}

export const tagOf = (version: number): string => `"${version}"`

/** Each answer that is one referral bears its version, an answer that is sent again too. */
export function tagVersions(app: HttpApp): void {
  app.addHook('onRoute', route => {
    if (bearsVersion(route.schema?.response)) route.config = { ...route.config, tagged: true }
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    const version = reply.statusCode < 300 && typeof payload === 'string' ? versionIn(payload) : undefined
    if (version !== undefined) reply.header('etag', tagOf(version))
    return payload
  })
}

const versioned = z.object({ id: z.string(), version: z.int() })

/** Whether what is described of an answer is one referral. */
function bearsVersion(response: unknown): boolean {
  const answers = typeof response === 'object' && response !== null ? Object.values(response) : []
  return answers.some(answer => answer instanceof z.ZodObject && 'id' in answer.shape && 'version' in answer.shape)
}

function versionIn(payload: string): number | undefined {
  return payload.startsWith('{') ? versioned.safeParse(JSON.parse(payload)).data?.version : undefined
}
