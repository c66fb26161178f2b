import { useEffect } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useTold } from '../../app/use-told.ts'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useWork } from '../../work/context.tsx'
import { useQuestions } from '../../work/questions/provider.tsx'
import { Clock } from './clock.tsx'
import { PostsForm } from './posts-form.tsx'

/** For a supervisor: whether who may sign in for the own agency is still needed, once a quarter. */
export function Certifications() {
  const words = useWords()
  const { t, say, day } = words
  const { client, session } = useSignedIn()
  const { colleagues } = useWork()
  const { certifications, problem, reload } = useQuestions()
  const [said, tell] = useTold()
  useEffect(() => void reload(), [reload])
  const { certifications: says } = t.desk
  return (
    <Page title={says.title} lead={says.lead}>
      <Problem problem={problem} />
      <Status told={said}>{!said && certifications?.length === 0 && says.none}</Status>
      <ol class="cards" aria-label={says.title}>
        {certifications?.map(({ id, says: kind, knownAt, clocks, posts = [] }) => (
          <li key={id}>
            <article class="card">
              <h2>
                {kind ? say(kind) : says.title}, {day(knownAt.slice(0, 10))}
              </h2>
              <div class="clocks">
                {clocks.map(clock => (
                  <Clock key={clock.clock} clock={clock} since={knownAt} />
                ))}
              </div>
              <PostsForm
                {...{ id, posts, self: session.user }}
                name={userId => colleagues.name(userId, words)}
                send={async decisions => {
                  await client.certifyPosts(id, decisions)
                  tell(says.done)
                  await reload()
                }}
              />
            </article>
          </li>
        ))}
      </ol>
    </Page>
  )
}
