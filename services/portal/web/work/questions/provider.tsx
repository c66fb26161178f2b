import type { AlertQuestions, Client, ProblemError, RegisterLine } from '@amparo/client'
import { type ComponentChildren, createContext } from 'preact'
import { useCallback, useContext, useEffect, useMemo, useState } from 'preact/hooks'
import { asProblem } from '../../app/as-problem.ts'

interface Questions {
  readonly told: AlertQuestions | undefined
  readonly certifications: readonly RegisterLine[] | undefined
  readonly problem: ProblemError | undefined
  reload(): Promise<void>
}

const QuestionsContext = createContext<Questions>({
  told: undefined,
  certifications: undefined,
  problem: undefined,
  reload: async () => {},
})
export const useQuestions = (): Questions => useContext(QuestionsContext)

/** An auditor's question is no emergency; whoever is asked has days. Asked again, what was shown is not shown anew, and no entry of the log. */
const EVERY_MS = 5 * 60_000

interface Props {
  readonly client: Pick<Client, 'alertQuestions' | 'certifications'>
  /** Of who supervises, while the page is not locked. */
  readonly follow: boolean
  readonly children: ComponentChildren
}

/** What auditors ask this supervisor, and what is to be certified: for the notice in the head of each page, and for the page where it is answered. */
export function QuestionsProvider({ client, follow, children }: Props) {
  const [state, setState] = useState<Omit<Questions, 'reload'>>({
    told: undefined,
    certifications: undefined,
    problem: undefined,
  })
  const reload = useCallback(async () => {
    try {
      const [told, certifications] = await Promise.all([client.alertQuestions(), client.certifications()])
      setState({ told, certifications, problem: undefined })
    } catch (error) {
      setState(before => ({ ...before, problem: asProblem(error) }))
    }
  }, [client])
  useEffect(() => {
    if (!follow) return undefined
    void reload()
    const timer = setInterval(() => void reload(), EVERY_MS)
    return () => clearInterval(timer)
  }, [follow, reload])
  const questions = useMemo(() => ({ ...state, reload }), [state, reload])
  return <QuestionsContext.Provider value={questions}>{children}</QuestionsContext.Provider>
}
