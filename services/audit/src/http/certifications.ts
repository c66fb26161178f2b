import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import { certificationsOf, decidePosts } from '../commands/certify.ts'
import type { RegisterDeps, WholeLine } from '../commands/registers.ts'
import { lineViews, movedView } from './register-view.ts'
import { ifNoneMatch, shownBefore, unchanged } from './shown-before.ts'

const params = z.strictObject({ id: z.uuid() })
const body = z.strictObject({
  posts: z
    .array(z.strictObject({ userId: z.string().regex(/^[\w.:-]{1,128}$/), needed: z.boolean() }))
    .min(1)
    .max(500)
    .refine(posts => new Set(posts.map(({ userId }) => userId)).size === posts.length, {
      params: { code: 'repeated' },
    }),
})

/** What each agency certifies of its own accounts; what the supervisor cannot say of themselves, another or an auditor does. */
export function certificationRoutes(app: HttpApp, deps: RegisterDeps): void {
  const { view, moved } = lineViews(deps)
  const [list, decide] = [certificationsOf(deps), decidePosts(deps)]

  app.get(
    '/certifications',
    {
      schema: {
        description:
          'Of the own agency: who may sign in for it, to be certified by its supervisors. With `If-None-Match`, as long as it is what they were shown, 304.',
        headers: ifNoneMatch,
        response: { 200: z.object({ certifications: z.array(movedView) }), 304: unchanged },
      },
      config: { scope: 'audit:answer', tagged: true },
    },
    async (request, reply) => {
      const { isShown, show } = shownBefore(request, (found: readonly WholeLine[]) => ({
        certifications: found.map(view),
      }))
      const found = await list(request.caller, isShown)
      return found === undefined ? reply.status(304).send() : show(reply, found)
    },
  )

  const routes = [
    { path: '/certifications/:id/posts', scope: 'audit:answer', ofOwnAgency: true },
    { path: '/register-lines/:id/posts', scope: 'audit:review', ofOwnAgency: false },
  ] as const
  for (const { path, scope, ofOwnAgency } of routes)
    app.post(
      path,
      {
        schema: {
          description:
            'Whether each account is still needed. What was said stands; nobody says it of themselves. What is not needed is ended in the users file.',
          params,
          body,
          response: { 200: movedView },
        },
        config: { scope },
      },
      async request => {
        const { caller: by, params: of, body: said } = request
        const asked = { id: of.id, decisions: said.posts, ofOwnAgency, by, replay: request.replay(200, moved) }
        return moved(await decide(asked))
      },
    )
}
