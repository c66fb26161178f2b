import type { ProblemError } from '@amparo/client'
import type { ComponentChildren } from 'preact'
import { useContext, useLayoutEffect, useRef } from 'preact/hooks'
import { SignedInContext, useWords } from '../app/context.ts'
import { Why } from './why.tsx'

interface Props {
  readonly problem: ProblemError | undefined
  /** Of a form whose button stands far below: whoever pressed it reads on here. Not of what is loaded, which nobody pressed. */
  readonly focus?: boolean
  readonly children?: ComponentChildren
}

/** A refusal: what happened, and what to do next. Told by screen readers at once. */
export function Problem({ problem, focus = false, children }: Props) {
  const words = useWords()
  const app = useContext(SignedInContext)
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (focus) place.current?.focus()
  }, [problem])
  if (problem === undefined) return <div role="alert" />
  const { title, next } = words.problem(problem)
  const { decisionId } = problem.refs
  return (
    <div role="alert">
      <div ref={place} class="problem" tabIndex={-1}>
        <h2>{title}</h2>
        <p>{next}</p>
        {decisionId !== undefined && app?.may('directory:read') && <Why key={decisionId} decisionId={decisionId} />}
        {children}
      </div>
    </div>
  )
}
