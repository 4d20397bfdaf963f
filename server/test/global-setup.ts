import type { TestProject } from 'vitest/node'
import { startThrowawayCluster, type ThrowawayCluster } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The owner's URL of the throwaway cluster. */
    clusterUrl: string
  }
}

let cluster: ThrowawayCluster

/** One throwaway PostgreSQL for the whole run. */
export async function setup(project: TestProject): Promise<void> {
  cluster = await startThrowawayCluster()
  project.provide('clusterUrl', cluster.ownerUrl)
}

export async function teardown(): Promise<void> {
  await cluster.stop()
}
