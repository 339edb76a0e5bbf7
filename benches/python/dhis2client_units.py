"""All organisation units with dhis2-client: dictionaries."""

import os

from dhis2_client import DHIS2Client

FIELDS = "code,name,shortName,id,level,path,openingDate,parent[id]"
api = DHIS2Client(os.environ["BENCH_URL"], username="admin", password="district")
count = length = 0
for unit in api.list_paged("/api/organisationUnits", params={"fields": FIELDS}, page_size=1000):
    count += 1
    length += len(unit["name"])
print(0, 0, count, length, 0, 0)
