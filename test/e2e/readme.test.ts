import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ENDPOINTS } from '../../src/upstream/endpoints.ts';
import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as { scripts: Record<string, string> };
const blocks = (language: string): string[] => [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

describe('the README', () => {
  let graph: GraphOverSandbox;
  beforeAll(async () => {
    graph = await startGraphOverSandbox();
  });
  afterAll(() => graph.close());

  it('shows operations that run against the sandbox', async () => {
    const documents = blocks('graphql');
    expect(documents).toHaveLength(2);
    for (const document of documents) {
      const { data, errors } = await graph.run(document);
      expect(errors).toEqual([]);
      expect(data).toBeTruthy();
    }
    expect((await graph.run(documents[0] ?? '')).data).toMatchObject({ invoices: { nodes: Array.from({ length: 10 }, () => ({ totals: { gross: { currency: 'MDL' } } })) } });
    expect((await graph.run(documents[1] ?? '')).data).toMatchObject({ invoiceIssue: { __typename: 'InvoiceIssuePayload' } });
  });

  it('shows a request that curl can send', async () => {
    const [, body] = /-d '(\{.*\})'/.exec(readme) ?? [];
    const { query } = JSON.parse(body ?? '') as { query: string };
    const { data, errors } = await graph.run(query);
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ invoices: { totalCount: graph.sandbox.state.invoices.count(graph.sandbox.departments[0]?.id) } });
  });

  it('names only commands that exist', () => {
    const names = [...readme.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name = '']) => name).filter((name) => name !== 'ci' && name !== 'are');
    expect(names.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
  });

  it('names only endpoints that exist in its example of overrides', () => {
    const [yaml = ''] = blocks('yaml');
    const names = [...yaml.matchAll(/^([a-z]+\.[a-z]+):/gm)].map(([, name = '']) => name);
    expect(names).toEqual(['invoice.list', 'customer.list']);
    expect(names.every((name) => name in ENDPOINTS)).toBe(true);
  });
});
