import { totalmem } from 'node:os'

export type Purpose = 'keep' | 'throwaway'

const mebibyte = 1024 * 1024

export interface ClusterPlaces {
  socketDir: string
  /** Where finished segments of the write-ahead log are laid; none: they are not kept. */
  archiveDir?: string | undefined
}

/** The text of healthcrm.conf, written anew at each start so that it follows the machine. */
export function settingsFor(
  purpose: Purpose,
  { socketDir, archiveDir }: ClusterPlaces,
  more: Record<string, string | number> = {},
): string {
  const chosen = {
    ...common(socketDir),
    ...(purpose === 'keep' ? durable(totalmem()) : fast),
    ...(archiveDir === undefined ? {} : archiving(archiveDir)),
    ...more,
  }
  return Object.entries(chosen)
    .map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`)
    .join('')
}

/** The sockets are the only way in, and the log names no values: no statement text, no details of rows. */
function common(socketDir: string) {
  return {
    listen_addresses: '',
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: 5432,
    max_connections: 100,
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    shared_preload_libraries: 'pg_stat_statements',
    'pg_stat_statements.track_utility': 'off',
    random_page_cost: 1.1,
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: 0,
    restart_after_crash: 'on',
  }
}

/** A clinic's data on one machine that the app itself shares: a quarter of the memory at most. */
function durable(memory: number) {
  return {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    wal_level: 'replica',
    shared_buffers: `${between(64, memory / 5, 4096)}MB`,
    effective_cache_size: `${between(256, memory / 2, 65536)}MB`,
    maintenance_work_mem: `${between(32, memory / 32, 512)}MB`,
    work_mem: `${between(4, memory / 1024, 32)}MB`,
    max_wal_size: '2GB',
    checkpoint_completion_target: 0.9,
    track_io_timing: 'on',
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: 0,
    log_lock_waits: 'on',
  }
}

/** Each finished segment, and the present one after a minute with changes, goes where the backups fetch it. */
const archiving = (folder: string) => ({
  archive_mode: 'on',
  archive_library: 'basic_archive',
  'basic_archive.archive_directory': folder,
  archive_timeout: 60,
})

/** For tests: nothing in it outlives the run. */
const fast = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  autovacuum_naptime: '10s',
}

function between(least: number, bytes: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, bytes / mebibyte)))
}
