import type { EntrySearch } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isId } from '../../app/route.ts'
import type { CodeList } from '../../i18n/codes/codes.ts'
import { Checkbox, MomentField, SelectField, TextField } from '../../ui/fields.tsx'
import { Picker } from '../../ui/picker.tsx'

/** As it is typed; all that is asked together. */
export interface Asked {
  readonly user: string
  readonly subject: string
  /** Whoever looked at that person by another name of theirs, too. */
  readonly allNames: boolean
  readonly referral: string
  /** `<hub>/<id>`. */
  readonly agency: string
  /** To which something went, likewise. */
  readonly recipient: string
  /** Code of a post. */
  readonly role: string
  readonly purpose: string
  readonly basis: string
  readonly actions: readonly string[]
  readonly from: string
  readonly to: string
}
export const NOTHING: Asked = {
  ...{
    user: '',
    subject: '',
    referral: '',
    agency: '',
    recipient: '',
    role: '',
    purpose: '',
    basis: '',
    from: '',
    to: '',
  },
  allNames: false,
  actions: [],
}

const REFERENCE = /^[\w.:-]{1,128}$/
/** An address of a page that was copied whole ends with it. */
const lastPart = (text: string): string => text.trim().split('/').at(-1) ?? ''

const wrongIn = ({ user, subject, referral }: Asked) => ({
  user: user.trim() !== '' && !REFERENCE.test(user.trim()),
  subject: subject.trim() !== '' && !REFERENCE.test(lastPart(subject)),
  referral: referral.trim() !== '' && !isId(lastPart(referral).toLowerCase()),
})

/** As the log is asked; undefined while something of it is no reference. */
export function searchOf(asked: Asked): EntrySearch | undefined {
  if (Object.values(wrongIn(asked)).some(Boolean)) return undefined
  const [agencyHub = '', agencyId = ''] = asked.agency.split('/')
  const [recipientHub = '', recipientId = ''] = asked.recipient.split('/')
  const moment = (local: string) => (local === '' ? '' : new Date(local).toISOString())
  const all = {
    ...{ userId: asked.user.trim(), subjectRef: lastPart(asked.subject) },
    allNames: asked.allNames && asked.subject.trim() !== '' ? 'true' : '',
    ...{ referralId: lastPart(asked.referral).toLowerCase(), purpose: asked.purpose, basis: asked.basis },
    role: asked.role,
    ...{ agencyHub, agencyId, recipientHub, recipientId, from: moment(asked.from), to: moment(asked.to) },
  }
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
  return asked.actions.length === 0 ? given : { ...given, actions: asked.actions }
}

interface Props {
  readonly asked: Asked
  ask(asked: Asked): void
}

/** Whose accesses, about whom, why and when. What is typed stays in this page: it stands in no address. */
export function SearchForm({ asked, ask }: Props) {
  const { t, code, codesOf, hubName } = useWords()
  const { agencies } = useSignedIn()
  const [form, setForm] = useState(asked)
  const [tried, setTried] = useState(false)
  const { search } = t.desk
  const wrong = wrongIn(form)
  const set = (name: keyof Asked) => (value: string) => setForm({ ...form, [name]: value })
  const text = (name: 'user' | 'subject' | 'referral') => ({
    ...{ value: form[name], onValue: set(name), fault: tried && wrong[name] ? search.invalid : undefined },
  })
  const choices = agencies.all.map(({ hub, agencyId, name }) => ({
    code: `${hub}/${agencyId}`,
    label: `${name} (${hubName(hub)})`,
  }))
  const roles = Object.entries(t.desk.certifications.roles).map(([post, label]) => ({ code: post, label }))
  const choicesOf = (list: CodeList) => codesOf(list).map(one => ({ code: one, label: code(list, one) }))
  const select = (name: 'agency' | 'recipient' | 'role' | 'purpose' | 'basis') => ({
    ...{ id: `search-${name}`, value: form[name], empty: search.any, onValue: set(name) },
  })
  return (
    <form
      class="panel"
      noValidate
      autocomplete="off"
      aria-labelledby="search"
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (searchOf(form)) ask(form)
      }}
    >
      <h2 id="search">{search.title}</h2>
      <div class="beside">
        <TextField id="user-id" label={search.user} hint={search.userHint} {...text('user')} />
        <TextField id="subject-ref" label={search.subject} hint={search.subjectHint} {...text('subject')} />
        <Checkbox
          id="all-names"
          label={search.allNames}
          hint={search.allNamesHint}
          checked={form.allNames}
          onChecked={allNames => setForm({ ...form, allNames })}
        />
        <TextField id="referral-id" label={t.log.id} {...text('referral')} />
        <SelectField {...select('agency')} label={search.agency} choices={choices} />
        <SelectField {...select('recipient')} label={search.recipient} choices={choices} />
        <SelectField {...select('role')} label={t.log.role} choices={roles} />
        <SelectField {...select('purpose')} label={search.purpose} choices={choicesOf('purpose')} />
        <SelectField {...select('basis')} label={t.log.basis} choices={choicesOf('basis')} />
        <MomentField id="search-from" label={search.from} value={form.from} onValue={set('from')} />
        <MomentField id="search-to" label={search.to} value={form.to} onValue={set('to')} />
        <Picker
          id="search-actions"
          label={search.actions}
          values={form.actions}
          choices={choicesOf('auditAction')}
          onValues={actions => setForm({ ...form, actions })}
        />
      </div>
      <button type="submit">{t.log.search}</button>
    </form>
  )
}
