import type { CertifiedPost } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { RadioGroup } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'

interface Props {
  readonly id: string
  readonly posts: readonly CertifiedPost[]
  /** Who says it: nobody of themselves. Undefined: it is only read. */
  readonly self: string | undefined
  name(userId: string): string
  send(said: readonly { userId: string; needed: boolean }[]): Promise<void>
}

/** Who may sign in for an agency: what was said of each, and what is still to be said. Some can be left for later. */
export function PostsForm({ id, posts, self, name, send }: Props) {
  const { t } = useWords()
  const { certifications: says } = t.desk
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const work = useAction(async () => {
    await send(Object.entries(said).map(([userId, answer]) => ({ userId, needed: answer === 'needed' })))
    setSaid({})
  })
  const answers = (['needed', 'notNeeded'] as const).map(code => ({ code, label: says.answers[code] }))
  const isOpen = posts.some(({ userId, needed }) => needed === undefined && self !== undefined && userId !== self)
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (Object.keys(said).length > 0) void work.run()
      }}
    >
      <p>{says.progress(posts.filter(({ needed }) => needed !== undefined).length, posts.length)}</p>
      <Problem problem={work.problem} />
      {posts.map(({ userId, roles, needed }) => {
        const who = `${name(userId)}${t.app.colon}${roles.map(role => says.roles[role] ?? role).join(', ')}`
        if (needed !== undefined)
          return (
            <p key={userId}>
              {who}. <strong>{says.answers[needed ? 'needed' : 'notNeeded']}</strong>
            </p>
          )
        if (self === undefined || userId === self)
          return (
            <p key={userId}>
              {who}. {self === undefined ? says.nobodyYet : says.yourself}
            </p>
          )
        return (
          <RadioGroup
            key={userId}
            id={`post-${id}-${userId}`}
            label={who}
            value={said[userId] ?? ''}
            choices={answers}
            onValue={answer => setSaid(before => ({ ...before, [userId]: answer }))}
          />
        )
      })}
      {isOpen && (
        <div class="buttons">
          <Button type="submit" disabled={work.busy || Object.keys(said).length === 0}>
            {says.button}
          </Button>
        </div>
      )}
    </form>
  )
}
