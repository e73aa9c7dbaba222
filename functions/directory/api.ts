import { isDeepStrictEqual } from 'node:util';
import { permit } from '../../shared/access/permit.ts';
import { PersonBody, UnionBody } from '../../shared/contract/bodies/directory.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { type Contact, mobileIn, type Person, personFaults, standInFault } from '../../shared/directory/person.ts';
import { otherThanRegistered } from '../../shared/directory/revision.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { type FieldFault, fieldProblem, Problem, refuseFaults } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import { contains } from '../../shared/organisation/org-path.ts';
import { placesOf } from '../../shared/organisation/places.ts';
import { unionNameByPlace } from '../../shared/organisation/union-name.ts';
import { type PersonItem, personContext } from '../../shared/registry/people.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { names, people, provinceSealer, table, unions } from '../../shared/services/services.ts';

/** The directory is the province's own: whoever changes it is asked at its root. */
const province = ({ profile }: App) => ({ orgPath: profile.code });

export const lambda = (app: App) =>
  serve(app, {
    putPerson: {
      body: PersonBody,
      handle: async ({ user, params: { id }, body, now }) => {
        permit(user, 'manageDirectory', province(app));
        const { name, post, telephone, email, orgPath, active, standIn } = body;
        const person: Person = { id, orgPath, roles: [...new Set(body.roles)], active, standIn };
        const faults = [...personFaults({ ...person, email }, app.profile.code), ...(await standInFaults(app, person))];
        refuseFaults(faults);
        const contact: Contact = { name, post, telephone, email };
        const { status, answer } = {
          status: body.revision === undefined ? 201 : 200,
          answer: (revision: number) => ({ id, orgPath, roles: person.roles, active, revision }),
        };
        const before = await people(app).find(id);
        if (before && (await isAlready(app, before, person, contact))) return { status, body: answer(before.revision) };
        const other = otherThanRegistered('这个人', before?.revision, body.revision);
        if (other !== undefined) throw new Problem(1302, { detail: other });
        const sealed = await provinceSealer(app).seal(personContext(id), contact);
        const refused = await table(app).transact(
          await people(app).putWrites(
            { ...person, sealed, hasMail: email !== null, hasMobile: mobileIn(telephone) !== undefined },
            before,
            { by: user.id, now },
          ),
        );
        // Asked again (serve), they are told what was put meanwhile.
        if (refused.length > 0) throw new Problem(1301);
        return { status, body: answer((before?.revision ?? 0) + 1) };
      },
    },

    listPeople: {
      handle: async ({ user, query }) => {
        const { org = user.orgPath } = query;
        permit(user, 'readPeople', { orgPath: org });
        const after = cursorOf(query.cursor, org, /^([^#]+)#[\w.@:-]{1,128}$/);
        const { people: found, next } = await people(app).page(org, pageSizes.people, after);
        const unionNames = await unions(app).names(found.map(({ orgPath }) => orgPath));
        const shown = await Promise.all(
          found.map(async ({ id, orgPath, roles, active, revision, standIn, sealed }) => ({
            ...{ id, orgPath, roles, active, revision },
            union: unionNames.get(orgPath) as string,
            ...(await names(app).contactOf({ id, sealed })),
            standIn: standIn && { ...standIn, byName: await names(app).of(standIn.by) },
          })),
        );
        return { status: 200, body: { people: shown, cursor: next } };
      },
    },

    putUnion: {
      body: UnionBody,
      handle: async ({ user, body, now }) => {
        permit(user, 'manageDirectory', province(app));
        const { code } = app.profile;
        if (!contains(code, body.orgPath)) throw fieldProblem('/orgPath', `${body.orgPath} 不在本省（${code}）之内`);
        const { revision: seen, ...union } = body;
        const revision = await unions(app).put(union, seen, { by: user.id, now });
        return { status: 200, body: { ...union, revision } };
      },
    },

    listUnions: {
      handle: async ({ user, query }) => {
        const { org = user.orgPath } = query;
        permit(user, 'readUnions', user);
        // Their names are no secret: whoever hands a household over chooses among them.
        const { code } = app.profile;
        if (!contains(code, org)) throw fieldProblem('/org', `${org} 不在本省（${code}）之内`);
        const { unions: found, next } = await unions(app).page(
          org,
          pageSizes.unions,
          cursorOf(query.cursor, org, /^(.+)$/),
        );
        const shown = found.map(({ orgPath, name, telephone, address, active, revision }) => ({
          ...{ orgPath, name, telephone, address, active, revision },
        }));
        return { status: 200, body: { unions: shown, cursor: next } };
      },
    },

    listDivisions: {
      handle: async ({ user }) => {
        permit(user, 'readUnions', user);
        const divisions = placesOf(app.profile.code).map((place) => ({
          ...place,
          union: unionNameByPlace(place.orgPath),
        }));
        return { status: 200, body: { divisions } };
      },
    },
  });

export const handler = lambda(fromEnvironment());

/** Whether the directory has somebody as they are put: an answer was lost, and whoever put them asks again. */
async function isAlready(app: App, before: PersonItem, person: Person, contact: Contact): Promise<boolean> {
  const { id, orgPath, roles, active, standIn } = before;
  return (
    isDeepStrictEqual({ id, orgPath, roles, active, standIn }, person) &&
    isDeepStrictEqual(await names(app).contactOf(before), contact)
  );
}

async function standInFaults(app: App, person: Person): Promise<FieldFault[]> {
  if (person.standIn === null) return [];
  const { by } = person.standIn;
  const message = standInFault(person, by, await people(app).find(by));
  return message === undefined ? [] : [fieldFault('/standIn/by', message)];
}

/** Where the next page begins. It opens nothing: what it names stands below the org path that was asked for. */
function cursorOf(cursor: string | undefined, org: string, shape: RegExp): string | undefined {
  if (cursor === undefined) return undefined;
  const place = shape.exec(cursor)?.[1];
  // Paths that only begin alike sort between a union and what is below it: a page may have ended there.
  if (place === undefined || !place.startsWith(org) || cursor > `${org}/~`)
    throw fieldProblem('/cursor', '翻页标记无效');
  return cursor;
}
