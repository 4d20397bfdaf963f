/** What can be changed of many records at once: a room says it for its list, the dialog asks for it. */
export type BulkField = {
  /** As the API has it. */
  name: string
  label: string
  /** Choices, `''` for taking the value away; without them it is a time. */
  options?: readonly { value: string; label: string }[]
  /** Choices are ids. */
  ids?: true
  /** Some changes of this field need a reason. */
  reason?: true
}

/** Nothing chosen: the field stays as it is. */
export type BulkChoices = Readonly<Record<string, string | undefined>>

/** Chosen values as the API takes them. */
export function changesOf(fields: readonly BulkField[], choices: BulkChoices): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const chosen = choices[field.name]
      return chosen === undefined ? [] : [[field.name, asValue(field, chosen)]]
    }),
  )
}

function asValue({ options, ids }: BulkField, chosen: string): unknown {
  if (chosen === '') return null
  if (ids) return Number(chosen)
  return options ? chosen : new Date(chosen).toISOString()
}
