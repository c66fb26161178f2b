import type { RegisterLine } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { Fact } from '../../ui/fact.tsx'
import { Clock } from './clock.tsx'
import { CodeForm } from './code-form.tsx'
import { PostsForm } from './posts-form.tsx'
import type { RegisterDef } from './register-def.ts'

/** What opens lines without anybody: the service, not a user. */
const ITSELF = 'audit'

interface Props {
  readonly line: RegisterLine
  readonly def: RegisterDef
  taken(): void
}

/** One matter: since when it is known, its clocks, what was done, and what can be done next. */
export function Line({ line, def, taken }: Props) {
  const { t, say, moment } = useWords()
  const { client, agencies, may, session } = useSignedIn()
  const { registers } = t.desk
  const { id, says, kind, knownAt, openedBy, agencyId, userId, subjectRef, clocks, steps, closed, posts } = line
  const done = steps.map(({ step }) => step)
  const left = Object.fromEntries(Object.entries(def.steps).filter(([step]) => !done.includes(step)))
  return (
    <article class="card">
      <h3>{says ? say(says) : kind}</h3>
      <dl class="facts">
        <Fact name={registers.known}>{moment(knownAt)}</Fact>
        <Fact name={registers.opened}>{openedBy === ITSELF ? registers.byItself : <code>{openedBy}</code>}</Fact>
        {agencyId !== undefined && <Fact name={t.log.agency}>{agencies.name(agencyId)}</Fact>}
        {userId !== undefined && (
          <Fact name={t.log.who}>
            <code>{userId}</code>
          </Fact>
        )}
        {subjectRef !== undefined && (
          <Fact name={registers.subject}>
            <code>{subjectRef}</code>
          </Fact>
        )}
      </dl>
      <div class="clocks">
        {clocks.map(clock => (
          <Clock key={clock.clock} clock={clock} since={knownAt} />
        ))}
      </div>
      {steps.length > 0 && (
        <ol class="timeline small" aria-label={registers.steps}>
          {steps.map(({ step, says: words, at, userId: by }) => (
            <li key={`${step} ${at}`} class="station">
              <strong>{words ? say(words) : step}</strong>
              <span>
                <time dateTime={at}>{moment(at)}</time>, <code>{by}</code>
              </span>
            </li>
          ))}
        </ol>
      )}
      {posts && (
        <PostsForm
          {...{ id, posts, self: may('audit:review') ? session.user : undefined }}
          name={userId => userId}
          send={async said => {
            await client.certifyPostsAsAuditor(id, said)
            taken()
          }}
        />
      )}
      {!closed && may('audit:review') && (
        <CodeForm
          {...{ id: `step-${id}`, label: registers.step, button: registers.takeStep, choices: left }}
          send={async step => {
            await client.takeRegisterStep(id, step)
            taken()
          }}
        />
      )}
    </article>
  )
}
