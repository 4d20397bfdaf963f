/**
 * Lists: one place that turns the query of `api.md` (filters, ranges, sort, cursor, search) into SQL over a table.
 * The SQL of each shape of query is compiled once; values are bound afterwards.
 */
import { and, type Column, getTableColumns, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Access } from '../../shared/access.ts'
import type { ListQuery } from '../../shared/list.ts'
import type { Position } from './cursor.ts'
import { foundByWords, type SearchedKind, searchedPage } from './list-search.ts'
import { compile, fill, remember, rowAsJson, type Statement } from './statement.ts'

/** What a filter by more than a column is asked for: the values as a placeholder, and which they are, if that makes another statement. */
export interface FilterValues {
  values: SQL
  given: readonly string[]
}

export interface ListDefinition {
  table: PgTable
  access: Record<string, Access>
  /** Sort field -> the expression rows are ordered by, ascending (NULLs count as largest). */
  sorts: Record<string, { expression: SQL; type: 'timestamp' | 'text' | 'int'; nullable?: true }>
  /** Filters that compare without regard to case. */
  caseless?: readonly string[]
  /** Filters by something else than a column. */
  filters?: Record<string, (asked: FilterValues) => SQL>
  /** The side table that holds the words `q` searches. */
  words?: SearchedKind
  /** The condition for one search word, for a list without such a table. */
  search?: (word: SQL) => SQL
  instead?: Record<string, SQL>
  more?: Record<string, SQL>
}

/** A list that the API serves by itself: the name tells its statements apart. */
export interface NamedList extends ListDefinition {
  name: string
}

/** A text column compared and ordered without regard to case, by an index also behind a row-level policy. */
export const caseless = (text: Column): SQL => sql`${text} collate caseless`

/** Rows are [json text, id, sort value as text]; one more than asked for tells that there is another page. */
export function listStatement(name: string, list: ListDefinition, query: ListQuery, after?: Position): Statement {
  const { conditions, words, values, shape } = read(list, query)
  const key = `${name} ${shape} ${query.sort} ${after ? 'after' : 'first'}`
  const compiled = remember(key, () => {
    const { order, sortText, beyond } = ordering(list, query.sort)
    const page = (searched?: SQL) => {
      const where = and(...conditions, ...(searched ? [searched] : []), ...(after ? [beyond] : []))
      return sql`select ${rowAsJson(list.table, list.access, list)}, ${id(list)}, ${sortText} from ${list.table}${
        where ? sql` where ${where}` : sql``
      } order by ${order} limit ${sql.placeholder('limit')}`
    }
    return compile(list.words && words.length ? searchedPage(list.words, id(list), words, page) : page())
  })
  const statement = fill(compiled, { ...values, limit: query.limit + 1, afterValue: after?.value, afterId: after?.id })
  // A generic plan for LIKE ignores the pattern: let PostgreSQL plan each search for its words.
  return query.q ? { ...statement, name: undefined } : statement
}

export function countStatement(name: string, list: ListDefinition, query: ListQuery): Statement {
  const { values, shape, ...parts } = read(list, query)
  const compiled = remember(`count ${name} ${shape}`, () => {
    const where = and(...allConditions(list, parts))
    return compile(sql`select count(*)::int from ${list.table}${where ? sql` where ${where}` : sql``}`)
  })
  return { ...fill(compiled, values), name: undefined }
}

/** The WHERE of a list's filters with their values in place, for exports, facets and bulk work. */
export function listConditions(list: ListDefinition, query: ListQuery): SQL | undefined {
  const { values, ...parts } = read(list, query)
  return and(...allConditions(list, parts).map((condition) => bind(condition, values)))
}

const allConditions = (list: ListDefinition, { conditions, words }: Pick<Read, 'conditions' | 'words'>): SQL[] =>
  list.words && words.length ? [...conditions, foundByWords(list.words, id(list), words)] : conditions

function bind(condition: SQL, values: Record<string, unknown>): SQL {
  const { text, params } = compile(condition)
  const bound = params.map((param) => {
    const name = (param as { name?: string } | null)?.name
    return name !== undefined && name in values ? values[name] : param
  })
  const pieces = text.split(/\$(\d+)/).map((piece, index) => (index % 2 ? sql`${sql.param(bound[Number(piece) - 1])}` : sql.raw(piece)))
  return sql.join(pieces)
}

const column = (list: ListDefinition, name: string): Column | undefined => getTableColumns(list.table)[name]
const id = (list: ListDefinition): Column => getTableColumns(list.table).id as Column

function ordering(list: ListDefinition, sort: string) {
  const descending = sort.startsWith('-')
  const found = list.sorts[descending ? sort.slice(1) : sort]
  if (!found) throw new Error(`No such sort: ${sort}`)
  const last = sql.raw(descending ? "'-infinity'" : "'infinity'")
  const expression = found.nullable ? sql`coalesce(${found.expression}, ${last})` : found.expression
  const direction = sql.raw(descending ? 'desc' : 'asc')
  return {
    order: sql`${expression} ${direction}, ${id(list)} ${direction}`,
    sortText: sql`(${expression})::text`,
    beyond: sql`(${expression}, ${id(list)}) ${sql.raw(descending ? '<' : '>')} (${sql.placeholder('afterValue')}::${sql.raw(
      found.type,
    )}, ${sql.placeholder('afterId')}::int)`,
  }
}

interface Read {
  conditions: SQL[]
  /** The words searched for in the list's side table. */
  words: SQL[]
  values: Record<string, unknown>
  shape: string
}

function read(list: ListDefinition, query: ListQuery): Read {
  const result: Read = { conditions: [], words: [], values: {}, shape: '' }
  for (const [name, given] of Object.entries(query)) {
    if (given === undefined || ['limit', 'cursor', 'sort', 'count', 'q'].includes(name)) continue
    const range = /^(.+)(From|To)$/.exec(name)
    const special = list.filters?.[name]
    if (special) {
      const asked = [...new Set((given as unknown[]).map(String))]
      const shape = `${name} ${asked.toSorted().join()}`
      add(result, shape, special({ values: sql`${sql.placeholder(name)}`, given: asked }), name, asked)
      continue
    }
    const ranged = range?.[1] ? column(list, range[1]) : undefined
    if (ranged) {
      add(
        result,
        name,
        sql`${ranged} ${sql.raw(range?.[2] === 'From' ? '>=' : '<=')} ${sql.placeholder(name)}`,
        name,
        inclusive(given, name),
      )
    } else {
      const filtered = column(list, name)
      if (!filtered) throw new Error(`No such filter: ${name}`)
      filterBy(result, name, filtered, given as unknown[], list.caseless?.includes(name) ? 'caseless' : 'exact')
    }
  }
  if (query.q?.trim()) searchFor(result, list, query.q)
  return result
}

/** Times go out with milliseconds, the table has microseconds: the last millisecond of a range counts whole. */
function inclusive(given: unknown, name: string): unknown {
  if (!(given instanceof Date)) return given
  const text = given.toISOString().slice(0, -1)
  return name.endsWith('To') ? `${text}999` : text
}

function add(result: Read, shape: string, condition: SQL, name: string, value: unknown) {
  result.conditions.push(condition)
  result.values[name] = value
  result.shape += `${shape};`
}

function filterBy(result: Read, name: string, filtered: Column, given: unknown[], compare: 'exact' | 'caseless') {
  const plain = given.filter((value) => value !== 'none')
  const none = plain.length < given.length
  const expression = compare === 'caseless' ? caseless(filtered) : sql`${filtered}`
  const kind = `${plain.length > 1 ? 'any' : plain.length ? 'one' : ''}${none ? 'none' : ''}`
  const some =
    plain.length > 1
      ? sql`${expression} = any(${sql.placeholder(name)})`
      : plain.length
        ? sql`${expression} = ${sql.placeholder(name)}`
        : undefined
  const condition = or(...(some ? [some] : []), ...(none ? [isNull(filtered)] : []))
  if (condition) add(result, `${name} ${kind}`, condition, name, plain.length > 1 ? plain : plain[0])
}

/** Each word must be found; words of one or two characters as the beginning of a word, longer ones anywhere. */
function searchFor(result: Read, list: ListDefinition, q: string) {
  const words = q.trim().split(/\s+/)
  words.forEach((text, index) => {
    const name = `word${index}`
    const word = sql`${sql.placeholder(name)}`
    if (list.words) result.words.push(word)
    else if (list.search) result.conditions.push(list.search(word))
    result.values[name] = text
    result.shape += 'word;'
  })
}
