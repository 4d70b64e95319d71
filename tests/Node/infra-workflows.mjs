// Workflows, compose files and azure.yaml: that they can be read, that what they call exists, and that nothing in them is loose.
import { parseDocument } from 'yaml';

export function deployment(project) {
  const wrong = [];
  const documents = new Map();
  for (const [path, text] of project.texts) {
    if (/\.ya?ml$/.test(path)) {
      const document = parseDocument(text);
      wrong.push(...[...document.errors, ...document.warnings].map(e => `${path}: ${e.message.split('\n')[0]}`));
      documents.set(path, document.toJS() ?? {});
    }
  }

  for (const [path, workflow] of documents) {
    if (path.startsWith('.github/workflows/')) {
      wrong.push(...readWorkflow(project, path, workflow));
    } else if (path.endsWith('compose.yaml')) {
      wrong.push(...Object.entries(workflow.services ?? {}).filter(([, s]) => !/:[^:]+$/.test(s.image ?? '') || s.image.endsWith(':latest'))
        .map(([name]) => `${path}: ${name} has no version`));
    }
  }

  const azd = documents.get('azure.yaml')?.infra;
  return azd && project.texts.has(`${azd.path}/${azd.module}.bicepparam`) ? wrong : [...wrong, 'azure.yaml: its module has no parameter file'];
}

function readWorkflow(project, path, workflow) {
  const wrong = workflow.permissions ? [] : [`${path}: has no permissions of its own, and so gets the repository's`];
  for (const [name, job] of Object.entries(workflow.jobs ?? {})) {
    if (!job['timeout-minutes']) {
      wrong.push(`${path}: job ${name} has no timeout`);
    }

    for (const step of job.steps ?? []) {
      if (step.uses && !/@(v\d+|[0-9a-f]{40})/.test(step.uses)) {
        wrong.push(`${path}: ${step.uses} is not pinned`);
      }

      const signsIn = step.uses?.startsWith('azure/login@');
      if (signsIn && (job.permissions ?? workflow.permissions)?.['id-token'] !== 'write') {
        wrong.push(`${path}: job ${name} signs in to Azure and may not ask for a token`);
      }

      if (signsIn && 'creds' in (step.with ?? {})) {
        wrong.push(`${path}: job ${name} signs in with a stored secret, not by OIDC`);
      }

      // What comes from outside is text in the script, not a value, once it is pasted in.
      if (/\$\{\{\s*(inputs|github\.event|github\.head_ref)\b/.test(step.run ?? '')) {
        wrong.push(`${path}: job ${name} pastes an input into a script; hand it over in env`);
      }

      for (const [, script] of (step.run ?? '').matchAll(/(?:^|\s)(?:\.\/)?((?:eng\/)?[\w./-]+\.(?:sh|ps1))\b/g)) {
        if (!project.texts.has(script)) {
          wrong.push(`${path}: job ${name} runs ${script}, which does not exist`);
        }
      }
    }
  }

  return wrong;
}
