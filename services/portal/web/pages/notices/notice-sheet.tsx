import type { NoticeText } from '@amparo/client'
import { useWords } from '../../app/context.ts'

/** As it is read and printed: what is asked, who the person is, whom to call. No wording says why. */
export function NoticeSheet({ notice }: { notice: NoticeText }) {
  const { t, day, hubNameAndCode } = useWords()
  const { notices: says } = t.held
  const { kind, number, person, from, hub, issuedOn, expiresOn } = notice
  return (
    <article class="sheet for-person">
      <p class="sheet-number">
        <span>{says.number}</span>
        <strong>{number}</strong>
      </p>
      <h3>{says.kinds[kind]}</h3>
      <p>
        <strong>{says.says[kind]}</strong>
      </p>
      {'name' in person ? (
        <p>
          {says.name}
          {t.app.colon}
          <strong>{person.name}</strong>
        </p>
      ) : (
        <p>
          {says.document}
          {t.app.colon}
          <strong>
            {person.document.type} {person.document.number}
          </strong>
        </p>
      )}
      <p>
        {says.issued} {day(issuedOn)}. {says.until} {day(expiresOn)}.
      </p>
      <p>{says.questions(from.dutyPhone)}</p>
      <p>{says.signed(hubNameAndCode(hub))}</p>
    </article>
  )
}
